<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs call:page_start() ?>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<p class="qiao-number"><?cs var:Of ?> <b><?cs var:Ref ?></b></p>
<p class="govuk-body"><?cs var:T.writ.about ?></p>
<?cs if:subcount(Writs) > #0 ?><ul class="qiao-rows qiao-card"><?cs each:w = Writs ?><li><?cs if:w.Href ?><a href="<?cs var:w.Href ?>"><b><?cs var:text("writ.kind_" + w.Kind) ?></b><span><?cs var:text("writ.pdf_" + PapersLang) ?></span><?cs if:w.Standing ?><span><?cs var:text("writ.standing_" + w.Standing) ?></span><?cs /if ?></a><?cs else ?><b><?cs var:text("writ.kind_" + w.Kind) ?></b><span><?cs var:T.writ.making ?></span><?cs /if ?></li><?cs /each ?></ul><?cs else ?><p class="govuk-body"><?cs var:T.writ.none ?></p><?cs /if ?>
<?cs if:StatementsHref ?><p class="govuk-body"><a class="govuk-link" href="<?cs var:StatementsHref ?>"><?cs var:T.statement.open ?></a></p><?cs /if ?>
<?cs call:page_end() ?>
