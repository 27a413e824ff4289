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

WORKSPACE_GET: dict[str, dict[str, int]] = {
    "workspace/": BOTH,
    "workspace/more/": BOTH,
    "workspace/products/": BOTH,
    "workspace/bank/": BOTH,
    "workspace/bank/?cooperative={cooperative}": MEMBERS,
    "workspace/fairs/": BOTH,
    "workspace/fairs/{cooperative}/{edition}/": MEMBERS,
    "workspace/money/": BOTH,
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
}
WORKSPACE_POST: dict[str, dict[str, int]] = {
    # Nothing typed: the form again, for who may see it.
    "workspace/bank/{cooperative}/account/": MEMBERS | {"member": 422},
    "workspace/orders/{order}/accept/": MEMBERS | {"member": 302},
    "workspace/returns/{coming_back}/accept/": MEMBERS | {"member": 302},
    "workspace/parcels/{parcel}/ship/": MEMBERS | {"member": 302},
}
# Named under the workspace, and covered by the tests of their own page.
WORKSPACE_ELSEWHERE: dict[str, str] = {}
