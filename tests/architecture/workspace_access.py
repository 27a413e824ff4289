"""Which role reaches which address of the workspace: the rows of the access matrix that grow with it."""

ROLES = ("visitor", "shopper", "member", "other member", "organiser", "other organiser", "staff")
# Signing in first is 302; what a person may not see does not exist: 404.
MEMBERS = {
    "visitor": 302,
    "shopper": 404,
    "member": 200,
    "other member": 404,
    "organiser": 404,
    "other organiser": 404,
    "staff": 404,
}
# A page of one's own cooperative, whichever it is.
BOTH = MEMBERS | {"other member": 200}
# What does not exist, or not yet: there is nothing to see for those who may either.
NOBODY = {role: 302 if role == "visitor" else 404 for role in ROLES}
# Whoever signed in.
SIGNED_IN = dict.fromkeys(ROLES, 200) | {"visitor": 302}

WORKSPACE_GET: dict[str, dict[str, int]] = {
    "workspace/": BOTH,
    "workspace/more/": BOTH,
    # Who thinks of joining may read what it takes, and begin. The cooperative here has long joined.
    "workspace/join/": dict.fromkeys(ROLES, 200),
    "workspace/join/begin/": SIGNED_IN,
    "workspace/join/begin/place/": dict.fromkeys(ROLES, 302),
    "workspace/join/places/": SIGNED_IN,
    "workspace/join/officer/": dict.fromkeys(ROLES, 302),
    "workspace/join/{cooperative}/": MEMBERS,
    "workspace/join/{cooperative}/name/": NOBODY,
    "workspace/join/{cooperative}/officer/": NOBODY,
    "workspace/join/{cooperative}/withdraw/": NOBODY,
    "workspace/join/{cooperative}/papers/ice/": NOBODY,
    "workspace/join/{cooperative}/pages/xxxxxxxxxxxx/1.jpg": NOBODY,
    "workspace/settings/": BOTH,
    "workspace/settings/season/": BOTH,
    "workspace/settings/season/?cooperative={cooperative}": MEMBERS,
    "workspace/settings/season/{cooperative}/close/": MEMBERS,
    "workspace/settings/season/{cooperative}/orders/": MEMBERS,
    "workspace/products/": BOTH,
    "workspace/products/new/": BOTH,
    "workspace/products/{product}/": MEMBERS,
    "workspace/products/{product}/part/price/": MEMBERS,
    "workspace/products/{product}/origin/": MEMBERS,
    "workspace/products/{product}/sizes/": MEMBERS,
    "workspace/products/{product}/pictures/": MEMBERS,
    # Kept on the telephone, with nothing of anybody in it.
    "workspace/products/drafts/": dict.fromkeys(ROLES, 200),
    "workspace/sw.js": dict.fromkeys(ROLES, 200),
    # Asked by a script: no page to sign in at, and nothing for who belongs to no cooperative.
    "workspace/products/api/drafts/": BOTH | {"visitor": 401},
    "workspace/stock/": BOTH,
    "workspace/stock/{product}/": MEMBERS,
    "workspace/stock/{product}/history/": MEMBERS,
    "workspace/stock/lots/": BOTH,
    "workspace/stock/lots/of/{product}/": MEMBERS,
    "workspace/stock/lots/new/{product}/": MEMBERS,
    # No lot was written and no certificate sent; what was: tests/marketplace/test_workspace_lots.py and …_signs.py.
    "workspace/stock/lots/xxxxxxxxxxxx/": NOBODY,
    "workspace/stock/lots/xxxxxxxxxxxx/correct/": NOBODY,
    "workspace/stock/lots/xxxxxxxxxxxx/labels.pdf": NOBODY,
    "workspace/stock/signs/": BOTH,
    "workspace/stock/signs/new/": BOTH,
    "workspace/stock/signs/xxxxxxxxxxxx/again/": NOBODY,
    "workspace/stock/signs/xxxxxxxxxxxx/paper.jpg": NOBODY,
    "workspace/people/": BOTH,
    "workspace/people/invite/": BOTH,
    # No such invitation; one that stands: tests/marketplace/test_workspace_people.py.
    "workspace/people/invited/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx/": NOBODY,
    "workspace/people/me/": BOTH,
    "workspace/people/officers/": BOTH,
    "workspace/people/consents/xxxxxxxxxxxx/": NOBODY,
    "workspace/people/switch/": BOTH,
    "workspace/people/log/": BOTH,
    # The cooperative here is a union, without members of its own kind.
    "workspace/people/union/": MEMBERS,
    "workspace/people/union/{cooperative}/": NOBODY,
    "workspace/people/our-unions/": BOTH,
    # For field agents alone, with a second factor: tests/marketplace/test_workspace_field.py.
    "workspace/people/field/": NOBODY,
    "workspace/people/field/cooperatives/{cooperative}/": NOBODY,
    "workspace/people/field/mandates/xxxxxxxxxxxx/": NOBODY,
    "workspace/people/field/recoveries/xxxxxxxxxxxx/": NOBODY,
    "workspace/bank/": BOTH,
    "workspace/bank/?cooperative={cooperative}": MEMBERS,
    "workspace/fairs/": BOTH,
    "workspace/fairs/{cooperative}/{edition}/": MEMBERS,
    "workspace/fairs/applications/": BOTH,
    # No such application, no call that was opened, no such participation; those that stand are tried in
    # tests/marketplace/test_workspace_applying.py and …_fair_goods.py.
    "workspace/fairs/applications/xxxxxxxxxxxx/": NOBODY,
    "workspace/fairs/applications/xxxxxxxxxxxx/change/": NOBODY,
    "workspace/fairs/apply/{cooperative}/{edition}/": NOBODY,
    "workspace/fairs/apply/{cooperative}/{edition}/needs/": NOBODY,
    "workspace/fairs/apply/{cooperative}/{edition}/send/": NOBODY,
    "workspace/fairs/stalls/xxxxxxxxxxxx/": NOBODY,
    "workspace/fairs/goods/{cooperative}/{edition}/": MEMBERS,
    "workspace/money/": BOTH,
    "workspace/money/today/": BOTH,
    "workspace/figures/": BOTH,
    "workspace/figures/data/": BOTH,
    "workspace/figures/data/state/": BOTH,
    "workspace/figures/sheets/": BOTH,
    "workspace/figures/sheets/empty-fr.xlsx": BOTH,
    "workspace/figures/sheets/xxxxxxxxxxxx/": NOBODY,
    "workspace/figures/sheets/xxxxxxxxxxxx/state/": NOBODY,
    "workspace/figures/sheets/xxxxxxxxxxxx/file.xlsx": NOBODY,
    "workspace/figures/data/xxxxxxxxxxxx/": NOBODY,
    "workspace/money/{month}/": MEMBERS,
    "workspace/money/{month}/statement.pdf": MEMBERS,
    "workspace/money/{month}/statement.xlsx": MEMBERS,
    "workspace/returns/": BOTH,
    "workspace/returns/{coming_back}/": MEMBERS,
    # The cooperative of the order is a union that is a hub, and the order lies in a parcel of its.
    "workspace/parcels/": MEMBERS,
    "workspace/parcels/{parcel}/": MEMBERS,
    "workspace/orders/{order}/": MEMBERS,
    "workspace/orders/{order}/accept/": MEMBERS,
    # Accepted by nobody yet: there is nothing to pack.
    "workspace/orders/{order}/slip/": MEMBERS | {"member": 302},
    "workspace/messages/": BOTH,
    "workspace/orders/{order}/messages/": MEMBERS,
    # No such message; one with a picture: tests/marketplace/test_conversation.py.
    "workspace/orders/{order}/messages/xxxxxxxxxxxx.jpg": NOBODY,
    "workspace/ring/": BOTH,
    # A script that says nothing of anybody.
    "workspace/ring/worker.js": dict.fromkeys(ROLES, 200),
}
WORKSPACE_POST: dict[str, dict[str, int]] = {
    # No file chosen, nothing chosen: the form again.
    "workspace/figures/sheets/send/": BOTH | {"member": 422, "other member": 422},
    "workspace/figures/sheets/xxxxxxxxxxxx/take-over/": NOBODY,
    "workspace/figures/data/ask/": BOTH | {"member": 422, "other member": 422},
    # Nothing typed: the number as it stands, and what is wrong.
    "workspace/stock/{product}/change/": MEMBERS | {"member": 422},
    "workspace/stock/{product}/count/": MEMBERS | {"member": 422},
    "workspace/stock/lots/new/{product}/": MEMBERS | {"member": 422},
    "workspace/stock/lots/xxxxxxxxxxxx/call-back/": NOBODY,
    "workspace/stock/signs/new/": BOTH | {"member": 422, "other member": 422},
    "workspace/join/{cooperative}/send/": NOBODY,
    "workspace/join/{cooperative}/take-up/": NOBODY,
    "workspace/join/{cooperative}/papers/ice/1/remove/": NOBODY,
    "workspace/join/officer/xxxxxxxxxxxx/yes/": NOBODY,
    # Nothing typed: the form again, for who may see it.
    "workspace/bank/{cooperative}/account/": MEMBERS | {"member": 422},
    # On sale already: said on its page.
    # Nothing typed: the form again; no such photo and no such neighbour: nothing.
    "workspace/products/new/": BOTH | {"member": 422, "other member": 422},
    "workspace/products/{product}/part/price/": MEMBERS | {"member": 422},
    "workspace/products/{product}/origin/": MEMBERS | {"member": 422},
    "workspace/products/{product}/sizes/": MEMBERS | {"member": 422},
    "workspace/products/{product}/pictures/": MEMBERS | {"member": 422},
    "workspace/products/{product}/pictures/turn/": NOBODY,
    "workspace/products/{product}/move/": NOBODY,
    "workspace/products/{product}/duplicate/": MEMBERS | {"member": 302},
    "workspace/products/{product}/do/hide/": MEMBERS | {"member": 302},
    "workspace/products/{product}/send/": MEMBERS | {"member": 302},
    "workspace/products/{product}/withdraw/": MEMBERS | {"member": 302},
    # For no cooperative: nothing is taken.
    "workspace/products/api/drafts/": dict.fromkeys(ROLES, 404) | {"visitor": 401},
    "workspace/people/invite/": BOTH | {"member": 422, "other member": 422},
    "workspace/people/invitations/xxxxxxxxxxxx/withdraw/": NOBODY,
    "workspace/people/me/{cooperative}/leave/": MEMBERS | {"member": 302},
    "workspace/people/officers/name/": BOTH | {"member": 422, "other member": 422},
    "workspace/people/officers/xxxxxxxxxxxx/end/": NOBODY,
    "workspace/people/consents/xxxxxxxxxxxx/withdraw/": NOBODY,
    "workspace/people/mandates/xxxxxxxxxxxx/end/": NOBODY,
    "workspace/people/recoveries/xxxxxxxxxxxx/stop/": NOBODY,
    "workspace/people/switch/": NOBODY,
    "workspace/people/our-unions/": NOBODY,
    "workspace/people/field/cooperatives/{cooperative}/mandate/": NOBODY,
    "workspace/people/field/cooperatives/{cooperative}/recovery/": NOBODY,
    "workspace/people/field/recoveries/xxxxxxxxxxxx/code/": NOBODY,
    "workspace/fairs/applications/xxxxxxxxxxxx/take-back/": NOBODY,
    # The operator of its edition writes down what is left and taken back; elsewhere: …/test_workspace_fair_goods.py.
    "workspace/fairs/goods/{cooperative}/{edition}/bring/": NOBODY,
    "workspace/orders/{order}/accept/": MEMBERS | {"member": 302},
    # Nothing written, nothing chosen: the form again.
    "workspace/orders/{order}/messages/": MEMBERS | {"member": 422},
    "workspace/ring/add/": BOTH | {"member": 422, "other member": 422},
    "workspace/ring/off/": BOTH | {"member": 302, "other member": 302},
    "workspace/ring/test/": BOTH | {"member": 302, "other member": 302},
    "workspace/returns/{coming_back}/accept/": MEMBERS | {"member": 302},
    # Nothing typed: the form again.
    "workspace/settings/": BOTH | {"member": 422, "other member": 422},
    "workspace/settings/season/{cooperative}/close/": MEMBERS | {"member": 422},
    "workspace/settings/season/{cooperative}/orders/": MEMBERS | {"member": 422},
    "workspace/parcels/{parcel}/ship/": MEMBERS | {"member": 302},
}
# Named under the workspace, and covered by the tests of their own page.
WORKSPACE_ELSEWHERE: dict[str, str] = {
    "workspace:member": "tests/marketplace/test_workspace_people.py",
    "workspace:member-act": "tests/marketplace/test_workspace_people.py",
    "workspace:season-open": "tests/marketplace/test_season.py",
    "workspace:season-end": "tests/marketplace/test_season.py",
    "workspace:help-recording": "tests/marketplace/test_help.py",
}
