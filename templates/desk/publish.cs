<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'layout/proposal.cs' ?><?cs call:desk_start() ?>
<div class="desk-wide">
<p><a class="govuk-back-link" href="<?cs var:Preview.Href ?>"><?cs var:File ?></a></p>
<h1><?cs var:Page.Title ?></h1>
<p><?cs var:T.desk.publish.text ?></p>
<?cs if:Wrong ?><p><strong><?cs var:T.desk.formalities.wrong ?>: <?cs var:Wrong ?></strong></p>
<?cs elif:Stale ?><div class="govuk-inset-text"><p><?cs var:T.desk.publish.stale ?></p></div>
<?cs elif:!Seen ?><div class="govuk-inset-text"><p><?cs var:T.desk.publish.unseen ?></p></div>
<?cs else ?><?cs call:form_start("publish") ?><div class="govuk-button-group"><?cs call:button(T.desk.publish.propose) ?></div>
<?cs call:form_end() ?>
<?cs /if ?><?cs call:proposal_list() ?>
</div>
<?cs call:desk_end() ?>
