<?cs include!'layout/portal.cs' ?><?cs include!'layout/statement.cs' ?><?cs call:page_start() ?>
<p class="qiao-quiet"><?cs var:Of ?></p>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<?cs if:IsOver ?><div class="govuk-inset-text"><p><?cs var:T.statement.over ?></p></div><?cs elif:!At.Iso ?><div class="govuk-inset-text"><p><?cs var:T.statement.unsigned ?></p></div><?cs elif:Mode == "entrusted" ?><p class="govuk-body"><?cs var:T.statement.forward ?></p><?cs /if ?>
<dl class="qiao-facts qiao-card"><div><dt><?cs var:T.statement.number ?></dt><dd><?cs var:Ref ?></dd></div><?cs if:By ?><div><dt><?cs var:T.statement.by ?></dt><dd><?cs var:By ?></dd></div><?cs /if ?><?cs if:At.Iso ?><div><dt><?cs var:T.statement.at ?></dt><dd><?cs call:moment(At) ?></dd></div><?cs /if ?></dl>
<?cs each:s = Statements ?><section class="qiao-card"><h2 class="govuk-heading-s"><?cs var:s.Name ?></h2>
<?cs call:statement_body(s) ?></section>
<?cs /each ?>
<button class="govuk-button govuk-button--secondary" type="button" data-print hidden><?cs var:T.statement.print ?></button>
<?cs call:page_end() ?>
