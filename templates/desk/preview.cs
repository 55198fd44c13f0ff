<?cs include!'layout/desk.cs' ?><?cs call:desk_start() ?>
<div class="desk-wide">
<p><a class="govuk-back-link" href="<?cs var:All.Href ?>"><?cs if:Then.Text ?><?cs var:Matter.Ref ?><?cs else ?><?cs var:T.desk.tab_formalities ?><?cs /if ?></a></p>
<h1><?cs var:Page.Title ?></h1>
<p class="qiao-quiet"><?cs var:Code ?> · <?cs var:T.desk.formalities.preview_text ?></p>
<?cs if:Then.Text ?><div class="govuk-inset-text"><p><?cs var:Then.Text ?><?cs if:Then.Href ?> <a class="govuk-link" href="<?cs var:Then.Href ?>"><?cs var:T.then.today ?></a><?cs /if ?></p></div><?cs /if ?>
<?cs if:Draft ?><div class="govuk-inset-text"><p><b><?cs if:Replaces ?><?cs var:T.desk.formalities.change ?><?cs else ?><?cs var:T.desk.formalities.draft ?><?cs /if ?></b> <?cs var:Draft ?></p><p><?cs if:Replaces ?><?cs var:T.desk.formalities.change_text ?><?cs else ?><?cs var:T.desk.formalities.draft_text ?><?cs /if ?></p></div><?cs /if ?>
<?cs if:Wrong ?><div class="govuk-warning-text"><span class="govuk-warning-text__icon" aria-hidden="true">!</span><strong class="govuk-warning-text__text"><?cs var:T.desk.formalities.wrong ?>: <?cs var:Wrong ?></strong></div><?cs /if ?>
<?cs if:Paused ?><p><strong class="govuk-tag govuk-tag--wait"><?cs var:T.paused.now ?></strong> <?cs var:Paused ?></p><?cs /if ?>
<?cs if:PublishHref ?><p><a class="govuk-link" href="<?cs var:PublishHref ?>"><?cs var:T.desk.publish.title ?></a></p><?cs /if ?>
<?cs if:PauseHref ?><p><a class="govuk-link" href="<?cs var:PauseHref ?>"><?cs var:T.desk.pause.link ?></a></p><?cs /if ?>
<?cs each:p = Pages ?><section class="desk-frames"><h2><?cs var:p.Name ?></h2><?cs each:f = p.Frames ?>
<figure><figcaption><?cs var:f.Lang ?></figcaption><iframe src="<?cs var:f.Src ?>" title="<?cs var:p.Name ?> · <?cs var:f.Lang ?>" width="360" height="740" sandbox="allow-same-origin" loading="lazy"></iframe></figure><?cs /each ?></section>
<?cs /each ?></div>
<?cs call:desk_end() ?>
