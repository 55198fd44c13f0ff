<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs call:page_start() ?>
<p class="qiao-quiet"><?cs var:Paused.Of.Name ?></p>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<?cs call:paused_note(Paused.Of) ?>
<p class="govuk-body"><?cs var:T.paused.goes_on ?> <a class="govuk-link" href="<?cs var:Url.applications ?>"><?cs var:T.layout.applications ?></a></p>
<h2 class="govuk-heading-m"><?cs var:T.guide.other ?></h2>
<p class="govuk-body"><?cs var:Paused.Other ?></p>
<ul class="qiao-rows qiao-card"><li><a href="<?cs var:Paused.Of.Href ?>"><b><?cs var:T.questions.guide ?></b><span><?cs var:Paused.Of.Name ?></span></a></li><li><a href="<?cs var:Url.formalities ?>"><b><?cs var:T.catalogue.all ?></b></a></li></ul>
<?cs call:page_end() ?>
