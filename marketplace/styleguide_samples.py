"""Made-up products, cooperatives and editions of the style guide. None of them exists."""

from datetime import date
from decimal import Decimal

Names = dict[str, str]


def three(ar: str, fr: str, en: str) -> Names:
    return {"ar": ar, "fr": fr, "en": en}


LITRE, KILO, NONE = three("ل", "l", "l"), three("كلغ", "kg", "kg"), three("", "", "")
TIFAWIN = three("تعاونية تيفاوين", "Coopérative Tifawin", "Tifawin Cooperative")
ATLAS = three("تعاونية عسل الأطلس", "Coopérative Miel de l'Atlas", "Atlas Honey Cooperative")
TALIOUINE = three("تعاونية ذهب تالوين", "Coopérative Or de Taliouine", "Gold of Taliouine Cooperative")
TAZNAKHT = three("تعاونية نسيج تازناخت", "Coopérative Tissage de Taznakht", "Taznakht Weaving Cooperative")
SAFI = three("تعاونية خزف آسفي", "Coopérative Poterie de Safi", "Safi Pottery Cooperative")
FES = three("تعاونية صابون فاس", "Coopérative Savon de Fès", "Fès Soap Cooperative")
IGP = three("بيان جغرافي محمي", "IGP", "PGI")
AOP = three("تسمية المنشأ", "AOP", "PDO")

PRODUCTS = [
    {"title": three("عسل الزعتر الحر", "Miel de thym", "Thyme honey"), "cooperative": ATLAS, "place": three("أزيلال", "Azilal", "Azilal"),
     "price": Decimal("85.00"), "unit_price": Decimal("170.00"), "unit": KILO, "sign": IGP},
    {"title": three("زيت أركان بكر للأكل", "Huile d'argan alimentaire vierge", "Virgin culinary argan oil"), "cooperative": TIFAWIN,
     "place": three("تافراوت", "Tafraout", "Tafraout"), "price": Decimal("120.00"), "unit_price": Decimal("480.00"), "unit": LITRE, "sign": IGP, "is_women": True},
    {"title": three("زربية تازناخت منسوجة يدوياً", "Tapis de Taznakht tissé main", "Hand-woven Taznakht rug"), "cooperative": TAZNAKHT,
     "place": three("تازناخت", "Taznakht", "Taznakht"), "price": Decimal("1450.00"), "unit": NONE, "is_unique": True, "is_women": True},
    {"title": three("صابون بلدي بزيت الزيتون", "Savon noir à l'huile d'olive", "Black soap with olive oil"), "cooperative": FES,
     "place": three("فاس", "Fès", "Fès"), "price": Decimal("25.00"), "unit": NONE, "is_out": True},
    {"title": three("طاجين مزخرف", "Tajine décoré", "Painted tajine"), "cooperative": SAFI, "place": three("آسفي", "Safi", "Safi"),
     "price": Decimal("180.00"), "unit": NONE, "from_price": True},
    {"title": three("زعفران تالوين الحر", "Safran de Taliouine", "Taliouine saffron"), "cooperative": TALIOUINE, "place": three("تالوين", "Taliouine", "Taliouine"),
     "price": Decimal("60.00"), "unit_price": Decimal("60.00"), "unit": three("غ", "g", "g"), "sign": AOP},
    {"title": three("تمر المجهول", "Dattes Mejhoul", "Mejhoul dates"), "cooperative": three("تعاونية واحة الرشيدية", "Coopérative Oasis d'Errachidia", "Errachidia Oasis Cooperative"),
     "place": three("الرشيدية", "Errachidia", "Errachidia"), "price": Decimal("95.00"), "unit_price": Decimal("95.00"), "unit": KILO},
    {"title": three("كسكس خماسي", "Couscous cinq céréales", "Five-grain couscous"), "cooperative": three("تعاونية سنابل أكادير", "Coopérative Épis d'Agadir", "Agadir Grain Cooperative"),
     "place": three("أكادير", "Agadir", "Agadir"), "price": Decimal("32.50"), "unit_price": Decimal("32.50"), "unit": KILO, "is_women": True},
]  # fmt: skip

COOPERATIVES = [
    {"name": TIFAWIN, "seed": "tifawin", "place": three("تافراوت، سوس-ماسة", "Tafraout, Souss-Massa", "Tafraout, Souss-Massa"), "products": 12, "members": 42, "is_women": True,
     "summary": three("زيوت وأملو من ثمار أركان الدوار.", "Huiles et amlou des argans du douar.", "Oils and amlou from the village's argan.")},
    {"name": ATLAS, "seed": "atlas-a", "place": three("أزيلال، بني ملال-خنيفرة", "Azilal, Béni Mellal-Khénifra", "Azilal, Béni Mellal-Khénifra"), "products": 7, "members": 18,
     "summary": three("عسل الجبل من مائتي خلية.", "Miels de montagne de deux cents ruches.", "Mountain honey from two hundred hives.")},
    {"name": TAZNAKHT, "seed": "taznakht", "place": three("تازناخت، درعة-تافيلالت", "Taznakht, Drâa-Tafilalet", "Taznakht, Drâa-Tafilalet"), "products": 31, "members": 64, "is_women": True, "is_union": True,
     "summary": three("زرابي بصوف القطعان وأصباغ النبات.", "Tapis de laine teinte aux plantes.", "Rugs of wool dyed with plants.")},
]  # fmt: skip

FAIRS, MARKETS = three("المعارض الجهوية", "Foires régionales", "Regional fairs"), three("الأسواق المتنقلة", "Marchés mobiles", "Mobile markets")
EDITIONS = [
    {"name": three("معرض سوس-ماسة للاقتصاد الاجتماعي", "Foire de l'économie sociale de Souss-Massa", "Souss-Massa social economy fair"), "programme": FAIRS,
     "place": three("أكادير", "Agadir", "Agadir"), "starts_on": date(2026, 11, 18), "ends_on": date(2026, 11, 27), "status": "live", "cooperatives": 168, "online": True},
    {"name": three("السوق المتنقل للأطلس", "Marché mobile de l'Atlas", "Atlas mobile market"), "programme": MARKETS,
     "place": three("بني ملال", "Béni Mellal", "Béni Mellal"), "starts_on": date(2026, 12, 4), "ends_on": date(2027, 1, 10), "status": "upcoming", "stops": 4, "cooperatives": 60},
    {"name": three("معرض الشرق", "Foire de l'Oriental", "Oriental fair"), "programme": FAIRS,
     "place": three("وجدة", "Oujda", "Oujda"), "starts_on": date(2026, 8, 21), "ends_on": date(2026, 8, 30), "status": "closed", "cooperatives": 182},
]  # fmt: skip

KINDS = [
    ("droplet", three("زيوت وأركان", "Huiles et argan", "Oils and argan"), "saffron"),
    ("hexagon", three("عسل", "Miels", "Honey"), "terracotta"),
    ("flower-2", three("زعفران وتوابل", "Safran et épices", "Saffron and spices"), "blue"),
    ("tree-palm", three("تمور وفواكه جافة", "Dattes et fruits secs", "Dates and dried fruit"), "green"),
    ("wheat", three("كسكس وحبوب", "Couscous et céréales", "Couscous and grains"), "saffron"),
    ("spool", three("زرابي ونسيج", "Tapis et tissage", "Rugs and weaving"), "terracotta"),
    ("amphora", three("فخار وخزف", "Poterie", "Pottery"), "blue"),
    ("sparkles", three("عناية وجمال", "Beauté et soin", "Beauty and care"), "green"),
]  # fmt: skip

REGIONS = [
    ("01", three("طنجة-تطوان-الحسيمة", "Tanger-Tétouan-Al Hoceïma", "Tanger-Tétouan-Al Hoceïma"), 31),
    ("02", three("الشرق", "Oriental", "Oriental"), 24),
    ("03", three("فاس-مكناس", "Fès-Meknès", "Fès-Meknès"), 42),
    ("04", three("الرباط-سلا-القنيطرة", "Rabat-Salé-Kénitra", "Rabat-Salé-Kénitra"), 22),
    ("05", three("بني ملال-خنيفرة", "Béni Mellal-Khénifra", "Béni Mellal-Khénifra"), 28),
    ("06", three("الدار البيضاء-سطات", "Casablanca-Settat", "Casablanca-Settat"), 14),
    ("07", three("مراكش-آسفي", "Marrakech-Safi", "Marrakech-Safi"), 37),
    ("08", three("درعة-تافيلالت", "Drâa-Tafilalet", "Drâa-Tafilalet"), 33),
    ("09", three("سوس-ماسة", "Souss-Massa", "Souss-Massa"), 58),
    ("10", three("كلميم-واد نون", "Guelmim-Oued Noun", "Guelmim-Oued Noun"), 16),
    ("11", three("العيون-الساقية الحمراء", "Laâyoune-Sakia El Hamra", "Laâyoune-Sakia El Hamra"), 9),
    ("12", three("الداخلة-وادي الذهب", "Dakhla-Oued Ed-Dahab", "Dakhla-Oued Ed-Dahab"), 6),
]  # fmt: skip

SALES_BY_DAY = [(date(2026, 8, 21 + place), Decimal(amount)) for place, amount in enumerate((84200, 132500, 151800, 96300, 71250, 88400, 102900, 164300, 181200, 143700))]

TEXTS = {
    "hero": three("من يدِ من صنعَه إلى بيتك", "De la main qui le fait à votre table", "From the hands that make it to your home"),
    "hero_text": three("أركان وعسل وزعفران وزرابي ومنتوجات مجالية أخرى من تعاونيات الجهات الاثنتي عشرة.",
                       "Argan, miel, safran, tapis et autres produits du terroir des coopératives des douze régions.",
                       "Argan, honey, saffron, rugs and more from the cooperatives of all twelve regions."),
    "shop": three("تسوّق الآن", "Voir les produits", "See the products"),
    "meet": three("تعرّف على التعاونيات", "Rencontrer les coopératives", "Meet the cooperatives"),
    "proof_1": three("تعاونيات تم التحقق منها", "Coopératives vérifiées", "Checked cooperatives"),
    "proof_2": three("الدفع عند الاستلام أو بالبطاقة", "À la livraison ou par carte", "Cash on delivery or card"),
    "proof_3": three("التوصيل في كل المغرب", "Livraison partout au Maroc", "Delivery all over Morocco"),
    "kinds": three("أصناف المنتوجات", "Familles de produits", "Kinds of products"),
    "chosen": three("منتوجات مختارة", "Nos choix du moment", "Chosen for you"),
    "see_all": three("عرض الكل", "Tout voir", "See all"),
    "live": three("معرض أكادير مفتوح الآن", "La foire d'Agadir est ouverte", "The Agadir fair is open"),
    "live_text": three("168 تعاونية إلى غاية 27 نونبر، ويمكنك الشراء منها من بيتك.", "168 coopératives jusqu'au 27 novembre, et vous pouvez acheter de chez vous.",
                       "168 cooperatives until 27 November, and you can buy from home."),
    "go": three("ادخل إلى المعرض", "Entrer dans la foire", "Enter the fair"),
    "by_region": three("المغرب جهةً جهةً", "Le Maroc, région par région", "Morocco, region by region"),
    "by_region_text": three("اختر جهة لترى تعاونياتها ومنتوجاتها.", "Choisissez une région pour voir ses coopératives et ses produits.", "Choose a region to see its cooperatives and products."),
    "next_fairs": three("المعارض القادمة", "Les prochaines foires", "Next fairs"),
    "who": three("من يصنعها", "Celles et ceux qui les font", "Who makes them"),
    "impact": three("ما عاد إلى التعاونيات", "Ce qui revient aux coopératives", "What comes back to the cooperatives"),
    "turnover": three("رقم المعاملات", "Chiffre d'affaires", "Turnover"),
    "women": three("نساء", "Femmes", "Women"),
    "compared": three("من حوالي 200 مليون درهم (المعارض والأسواق)", "sur près de 200 MDH (foires et marchés)", "of nearly 200 million DH (fairs and markets)"),
    "product": three("زيت أركان بكر للأكل — 250 مل", "Huile d'argan alimentaire vierge — 250 ml", "Virgin culinary argan oil — 250 ml"),
    "product_text": three("تُعصر على البارد من ثمار الأركان التي تجنيها 42 امرأة من دواوير تافراوت. محمصة على نار هادئة، بدون مواد حافظة.",
                          "Pressée à froid à partir des fruits que récoltent 42 femmes des douars de Tafraout. Torréfaction douce, sans conservateur.",
                          "Cold-pressed from fruit that 42 women of the villages around Tafraout gather. Gently roasted, nothing added."),
    "add": three("أضف إلى السلة", "Ajouter au panier", "Add to the basket"),
    "quantity": three("الكمية", "Quantité", "Quantity"),
    "in_stock": three("متوفر، يُرسل خلال يومين", "En stock, expédié sous 2 jours", "In stock, sent within 2 days"),
    "same_maker": three("من نفس التعاونية", "De la même coopérative", "From the same cooperative"),
    "maker_text": three("42 عضوة · 12 منتوجاً · تافراوت", "42 membres · 12 produits · Tafraout", "42 members · 12 products · Tafraout"),
    "origin": three("المنشأ", "Origine", "Origin"),
    "origin_text": three("تافراوت، إقليم تزنيت", "Tafraout, province de Tiznit", "Tafraout, Tiznit province"),
    "ingredients": three("المكونات", "Ingrédients", "Ingredients"),
    "ingredients_text": three("100% زيت أركان", "100 % huile d'argan", "100% argan oil"),
    "best_before": three("صالح إلى غاية", "À consommer avant", "Best before"),
    "best_before_text": three("2 أكتوبر 2027", "2 octobre 2027", "2 October 2027"),
    "licence": three("رقم ترخيص أونسا", "N° d'agrément ONSSA", "ONSSA number"),
    "ordered": three("تم الطلب", "Commandé", "Ordered"), "paid": three("تم الأداء", "Payé", "Paid"),
    "prepared": three("قيد التحضير", "En préparation", "Being prepared"), "on_its_way": three("في الطريق", "En route", "On its way"),
    "received": three("تم التسليم", "Livré", "Delivered"), "when": three("21 نونبر", "21 novembre", "21 November"),
    "home_delivery": three("التوصيل إلى البيت", "Livraison à domicile", "Home delivery"),
    "home_delivery_text": three("من يومين إلى خمسة أيام", "De 2 à 5 jours", "2 to 5 days"),
    "pick_up": three("الاستلام من المعرض", "Retrait à la foire", "Pick up at the fair"),
    "pick_up_text": three("أكادير، الرواق 14", "Agadir, stand 14", "Agadir, stall 14"), "free": three("مجاناً", "Gratuit", "Free"), "total": three("المجموع", "Total", "Total"),
    "nav_today": three("اليوم", "Aujourd'hui", "Today"), "nav_products": three("المنتوجات", "Produits", "Products"), "nav_orders": three("الطلبيات", "Commandes", "Orders"),
    "nav_fairs": three("المعارض", "Foires", "Fairs"), "nav_money": three("المال", "Argent", "Money"),
    "task_photo": three("أضف منتوجاً", "Ajouter un produit", "Add a product"), "task_orders": three("طلبيات للتحضير", "Commandes à préparer", "Orders to prepare"),
    "task_stock": three("ما بقي في المخزون", "Ce qui reste en stock", "What is left in stock"), "task_till": three("افتح الصندوق", "Ouvrir la caisse", "Open the till"),
    "earned": three("لكم هذا الشهر", "Pour vous ce mois-ci", "Yours this month"),
    "earned_text": three("يُحوَّل يوم 5 دجنبر إلى حسابكم", "Versé le 5 décembre sur votre compte", "Sent on 5 December to your account"),
}  # fmt: skip
