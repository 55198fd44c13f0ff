<?cs # The frame of the pages that there are in Italian and Spanish: short_start() … short_end(). ?><?cs

def:short_start() ?><!doctype html>
<html lang="<?cs var:HtmlLang ?>" class="size-<?cs var:Size ?>">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#0b5563">
<meta name="format-detection" content="telephone=no">
<title><?cs var:Page.Title ?> - Qiao</title>
<?cs if:Page.Description ?><meta name="description" content="<?cs var:Page.Description ?>">
<meta property="og:title" content="<?cs var:Page.Title ?>">
<meta property="og:description" content="<?cs var:Page.Description ?>">
<meta property="og:url" content="<?cs var:Page.FullHref ?>">
<link rel="canonical" href="<?cs var:Page.FullHref ?>">
<?cs /if ?><link rel="stylesheet" href="<?cs var:Asset.portal_css ?>">
<link rel="icon" type="image/svg+xml" href="<?cs var:Asset.icon ?>">
</head>
<body>
<header class="qiao-header"><div class="govuk-width-container">
<a class="qiao-header__home" href="<?cs var:Url.formalities ?>"><span class="qiao-mark" aria-hidden="true" lang="zh-Hans">侨</span><b>Qiao</b></a>
</div></header>
<div class="govuk-width-container">
<main class="govuk-main-wrapper" id="main">
<?cs /def ?><?cs

def:short_search(words) ?><form class="qiao-search" action="<?cs var:Url.formalities ?>" method="get" role="search"><label class="govuk-label" for="q"><?cs var:T.short.search ?></label><input class="govuk-input" type="search" id="q" name="q" maxlength="80" value="<?cs var:words ?>"><button class="govuk-button" type="submit"><?cs var:T.short.find ?></button></form><?cs /def ?><?cs

def:short_rows(list, brief) ?><ul class="qiao-rows qiao-card"><?cs each:f = list ?><li><a href="<?cs var:f.Href ?>"><?cs if:f.Paused ?><strong class="govuk-tag govuk-tag--wait"><?cs var:T.short.paused ?></strong><?cs /if ?><b><?cs var:f.Name ?></b><?cs if:!brief ?><span><?cs var:f.Summary ?></span><?cs /if ?></a></li><?cs /each ?></ul><?cs /def ?><?cs

def:short_end() ?>
<p class="qiao-quiet"><?cs var:T.short.only ?> <?cs each:o = Others ?><a class="govuk-link" href="<?cs var:o.Href ?>" lang="<?cs var:o.HtmlLang ?>" hreflang="<?cs var:o.HtmlLang ?>"><?cs var:o.Name ?></a><?cs if:!last(o) ?> · <?cs /if ?><?cs /each ?></p>
</main></div>
</body>
</html>
<?cs /def ?>
