<?cs # The frame of every officer's page: desk_start() … desk_end(). ?><?cs

include!'layout/notes.cs' ?><?cs

def:desk_tabs() ?><?cs each:t = Tabs ?><a href="<?cs var:t.Href ?>"<?cs if:t.Here ?> aria-current="page"<?cs /if ?>><?cs var:t.Name ?><?cs if:t.Count ?> <span class="desk-count"><?cs var:t.Count ?></span><?cs /if ?></a><?cs /each ?><?cs /def ?><?cs

def:desk_start() ?><!doctype html>
<html lang="<?cs var:HtmlLang ?>" class="size-<?cs var:Size ?>">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title><?cs if:subcount(Problems) > #0 ?><?cs var:T.layout.problem_mark ?> <?cs /if ?><?cs var:Page.Title ?> - <?cs var:T.layout.desk_name ?></title>
<link rel="stylesheet" href="<?cs var:Asset.desk_css ?>">
<link rel="icon" type="image/svg+xml" href="<?cs var:Asset.icon ?>">
<script type="module" src="<?cs var:Asset.desk_js ?>"></script><?cs if:Keep ?>
<script type="module" src="<?cs var:Asset.desk_typing_js ?>"></script><?cs /if ?>
</head>
<body class="desk"<?cs if:Keep ?> data-keep="<?cs var:Keep ?>"<?cs /if ?><?cs if:Signed ?> data-idle="<?cs var:Session.Idle ?>" data-idle-text="<?cs var:T.layout.desk_idle ?>" data-idle-over="<?cs var:T.layout.desk_idle_over ?>" data-idle-stay="<?cs var:T.layout.desk_idle_stay ?>" data-idle-url="<?cs var:Url.home ?>"<?cs /if ?> data-keys="<?cs var:T.layout.desk_keys ?>" data-close="<?cs var:T.layout.desk_close ?>">
<a class="govuk-skip-link" href="#main"><?cs var:T.layout.skip ?></a>
<header class="desk-header">
<a class="desk-header__home" href="<?cs var:Url.home ?>"><span class="qiao-mark" aria-hidden="true" lang="zh-Hans">侨</span><b><?cs if:Unit.Name ?><?cs var:Unit.Name ?><?cs else ?><?cs var:T.layout.desk_name ?><?cs /if ?></b></a>
<?cs if:subcount(Tabs) > #0 ?><nav class="desk-tabs desk-tabs--wide" aria-label="<?cs var:T.layout.menu ?>"><?cs call:desk_tabs() ?></nav>
<?cs /if ?><p class="desk-header__clocks"><?cs each:c = Clocks ?><span class="desk-clock"><?cs var:c.Place ?> <time<?cs if:c.Iso ?> datetime="<?cs var:c.Iso ?>"<?cs /if ?>><?cs var:c.Time ?></time></span><?cs /each ?></p>
<?cs if:Signed ?><details class="desk-menu"><summary><span class="desk-menu__who"><?cs var:Officer.Role ?> <?cs var:Officer.Number ?></span><span class="desk-menu__word"><?cs var:T.layout.desk_menu ?></span></summary>
<div><?cs if:subcount(Tabs) > #0 ?><nav class="desk-tabs desk-tabs--narrow" aria-label="<?cs var:T.layout.menu ?>"><?cs call:desk_tabs() ?></nav>
<?cs /if ?><p><span class="desk-menu__me"><?cs var:Officer.Role ?> <?cs var:Officer.Number ?></span><?cs if:OwnHref ?><a href="<?cs var:OwnHref ?>"><?cs var:T.desk.own.link ?></a><?cs /if ?><a href="<?cs var:Url.signins ?>"><?cs var:T.layout.signins ?></a><a href="<?cs var:Url.signout ?>"><?cs var:T.layout.signout ?></a></p></div></details>
<?cs /if ?></header>
<main id="main">
<?cs call:layout_problems() ?><?cs if:OwedHref ?><div class="govuk-notification-banner" role="status"><p class="govuk-notification-banner__content"><a href="<?cs var:OwedHref ?>"><?cs var:T.desk.own.owed ?></a></p></div><?cs /if ?><?cs call:layout_notice() ?><?cs if:subcount(Misread) > #0 ?><p class="govuk-inset-text" role="status"><?cs var:T.desk.misread ?> <?cs each:m = Misread ?><?cs if:!first(m) ?>, <?cs /if ?><b><?cs var:m.Text ?></b><?cs /each ?></p><?cs /if ?><?cs if:Done.Href ?><div class="govuk-notification-banner" role="status"><p class="govuk-notification-banner__content"><?cs var:t1("desk.done", Done.Ref) ?> <a href="<?cs var:Done.Href ?>"><?cs var:T.desk.done_look ?></a></p></div><?cs /if ?><?cs /def ?><?cs

def:desk_end() ?>
</main>
</body>
</html>
<?cs /def ?>
