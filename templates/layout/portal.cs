<?cs # The frame of every resident's page: page_start() … page_end(). ?><?cs

include!'layout/notes.cs' ?><?cs

def:layout_here(path) ?><?cs if:Path == path ?> aria-current="page"<?cs /if ?><?cs /def ?><?cs

def:layout_shown() ?><?cs if:Form.Shown ?><?cs var:Form.Shown ?><?cs else ?>1<?cs /if ?><?cs /def ?><?cs

def:layout_languages() ?><?cs each:o = Others ?><?cs if:Form.Keep ?><button type="submit" form="<?cs var:Form.Keep ?>" formaction="<?cs var:o.Href ?>" formnovalidate name="show" value="<?cs call:layout_shown() ?>" lang="<?cs var:o.HtmlLang ?>"><?cs var:o.Name ?></button><?cs else ?><a href="<?cs var:o.Href ?>" lang="<?cs var:o.HtmlLang ?>" hreflang="<?cs var:o.HtmlLang ?>"><?cs var:o.Name ?></a><?cs /if ?><?cs /each ?><?cs /def ?><?cs

def:layout_size(size, label) ?><?cs if:Size == size ?><b class="is-<?cs var:size ?>"><?cs var:label ?></b><?cs elif:Form.IsLink ?><button class="is-<?cs var:size ?>" type="submit" form="<?cs var:Form.Keep ?>" formaction="<?cs var:Here.Href ?>" name="text_size" value="<?cs var:size ?>"><?cs var:label ?></button><?cs elif:Form.Keep ?><button class="is-<?cs var:size ?>" type="submit" form="<?cs var:Form.Keep ?>" formaction="<?cs var:Here.Href ?>?text_size=<?cs var:size ?>" formnovalidate name="show" value="<?cs call:layout_shown() ?>"><?cs var:label ?></button><?cs else ?><a class="is-<?cs var:size ?>" href="?<?cs if:Here.Query ?><?cs var:Here.Query ?>&amp;<?cs /if ?>text_size=<?cs var:size ?>"><?cs var:label ?></a><?cs /if ?><?cs /def ?><?cs

def:page_start() ?><!doctype html>
<html lang="<?cs var:HtmlLang ?>" class="size-<?cs var:Size ?>">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#0b5563">
<meta name="format-detection" content="telephone=no">
<title><?cs if:subcount(Problems) > #0 ?><?cs var:T.layout.problem_mark ?> <?cs /if ?><?cs var:Page.Title ?> - <?cs var:T.layout.name ?></title>
<?cs if:Page.Description ?><meta name="description" content="<?cs var:Page.Description ?>">
<meta property="og:title" content="<?cs var:Page.Title ?>">
<meta property="og:description" content="<?cs var:Page.Description ?>">
<meta property="og:url" content="<?cs var:Page.FullHref ?>">
<link rel="canonical" href="<?cs var:Page.FullHref ?>">
<?cs /if ?><link rel="stylesheet" href="<?cs var:Asset.portal_css ?>">
<link rel="icon" type="image/svg+xml" href="<?cs var:Asset.icon ?>">
<script type="module" src="<?cs var:Asset.portal_js ?>"></script>
<?cs if:Keep ?><script type="module" src="<?cs var:Asset.keep_js ?>"></script>
<?cs /if ?></head>
<body<?cs if:Keep ?> data-keep="<?cs var:Keep ?>"<?cs /if ?><?cs if:FollowsPhone ?> data-zone="<?cs var:Zone ?>"<?cs /if ?> data-offline="<?cs var:T.layout.offline ?>" data-sending="<?cs var:T.layout.sending ?>" data-picked="<?cs var:T.layout.picked ?>">
<?cs if:Form.Keep ?><button class="govuk-visually-hidden" type="submit" form="<?cs var:Form.Keep ?>" tabindex="-1" aria-hidden="true"></button>
<?cs /if ?><a class="govuk-skip-link" href="#main"><?cs var:T.layout.skip ?></a>
<header class="qiao-header"><div class="govuk-width-container">
<a class="qiao-header__home" href="<?cs var:Url.home ?>"><span class="qiao-mark" aria-hidden="true" lang="zh-Hans">侨</span><b><?cs var:T.layout.name ?></b></a>
<?cs if:subcount(Others) > #1 ?><details class="qiao-languages"><summary><?cs var:T.layout.languages ?></summary><nav aria-label="<?cs var:T.layout.languages ?>"><?cs call:layout_languages() ?></nav></details><?cs else ?><nav class="qiao-languages" aria-label="<?cs var:T.layout.languages ?>"><?cs call:layout_languages() ?></nav><?cs /if ?>
</div><nav class="qiao-nav" aria-label="<?cs var:T.layout.menu ?>"><div class="govuk-width-container">
<a href="<?cs var:Url.formalities ?>"<?cs call:layout_here("/formalities") ?>><?cs var:T.layout.formalities ?></a>
<a href="<?cs var:Url.applications ?>"<?cs call:layout_here("/applications") ?>><?cs var:T.layout.applications ?></a>
<?cs if:Signed ?><a href="<?cs var:Url.settings ?>"<?cs call:layout_here("/settings") ?>><?cs var:T.layout.settings ?></a><?cs else ?><a href="<?cs var:Url.signin ?>"<?cs call:layout_here("/sign-in") ?>><?cs var:T.layout.signin ?></a><?cs /if ?>
</div></nav></header>
<div class="govuk-width-container">
<?cs if:subcount(Page.Trail) > #0 ?><nav class="qiao-trail" aria-label="<?cs var:T.layout.trail ?>"><?cs each:t = Page.Trail ?><a href="<?cs var:t.Href ?>"><?cs var:t.Name ?></a><?cs /each ?></nav><?cs elif:Page.Back.Href ?><nav aria-label="<?cs var:T.layout.back ?>"><a class="govuk-back-link" href="<?cs var:Page.Back.Href ?>"><?cs if:Page.Back.Text ?><?cs var:Page.Back.Text ?><?cs else ?><?cs var:T.layout.back ?><?cs /if ?></a></nav><?cs /if ?>
<main class="govuk-main-wrapper" id="main">
<?cs call:layout_problems() ?><?cs call:layout_notice() ?><?cs /def ?><?cs

def:page_end() ?>
<?cs if:WayOutHref ?><p class="qiao-quiet"><a class="govuk-link" href="<?cs var:WayOutHref ?>"><?cs var:T.elsewhere.link ?></a></p>
<?cs /if ?></main><?cs if:Page.FullHref ?><p class="qiao-print"><?cs var:Page.FullHref ?></p><?cs /if ?></div>
<footer class="qiao-footer"<?cs if:Keep && IsShown ?> data-shown="<?cs var:Here.Href ?>"<?cs /if ?>><div class="govuk-width-container">
<p class="qiao-sizes"><?cs var:T.layout.size ?> <?cs call:layout_size("small", T.layout.size_small) ?><?cs call:layout_size("medium", T.layout.size_medium) ?><?cs call:layout_size("large", T.layout.size_large) ?></p>
<p><button type="button" data-print hidden><?cs var:T.layout.print ?></button><a href="<?cs var:Url.privacy ?>"><?cs var:T.layout.privacy ?></a><a href="<?cs var:Url.transparency ?>"><?cs var:T.layout.transparency ?></a><a href="<?cs var:Url.figures ?>"><?cs var:T.figures.title ?></a><a href="<?cs var:Url.verify ?>"><?cs var:T.verify.title ?></a><?cs if:Signed ?><a href="<?cs var:Url.signins ?>"><?cs var:T.layout.signins ?></a><a href="<?cs var:Url.signout ?>"><?cs var:T.layout.signout ?></a><?cs /if ?></p>
</div></footer>
</body>
</html>
<?cs /def ?><?cs

# Without menus and marks, for whoever has it read aloud: plain_start() … plain_end(). ?><?cs

def:plain_start() ?><!doctype html>
<html lang="<?cs var:HtmlLang ?>" class="size-<?cs var:Size ?>">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<title><?cs var:Page.Title ?> - <?cs var:T.layout.name ?></title>
<link rel="canonical" href="<?cs var:Page.FullHref ?>">
<link rel="stylesheet" href="<?cs var:Asset.portal_css ?>">
<link rel="icon" type="image/svg+xml" href="<?cs var:Asset.icon ?>">
</head>
<body>
<main class="govuk-width-container govuk-main-wrapper" id="main">
<?cs /def ?><?cs

def:plain_end() ?>
</main>
<footer class="qiao-footer"><div class="govuk-width-container">
<p><?cs call:layout_languages() ?></p>
<p class="qiao-sizes"><?cs var:T.layout.size ?> <?cs call:layout_size("small", T.layout.size_small) ?><?cs call:layout_size("medium", T.layout.size_medium) ?><?cs call:layout_size("large", T.layout.size_large) ?></p>
</div></footer>
</body>
</html>
<?cs /def ?>
