<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'layout/proposal.cs' ?><?cs call:desk_start() ?>
<div class="desk-wide">
<p><a class="govuk-back-link" href="<?cs var:Preview.Href ?>"><?cs var:T.desk.publish.preview ?></a></p>
<h1><?cs var:Page.Title ?></h1>
<?cs call:proposal_head() ?>
<?cs if:Wrong ?><div class="govuk-inset-text"><p><strong><?cs var:T.desk.formalities.wrong ?>: <?cs var:Wrong ?></strong></p></div>
<?cs elif:Stale ?><div class="govuk-inset-text"><p><?cs var:T.desk.publish.stale ?></p></div>
<?cs elif:Proposal.CanConfirm && !Seen ?><div class="govuk-inset-text"><p><?cs var:T.desk.publish.unseen ?></p></div>
<?cs /if ?><p><?cs var:T.desk.publish.then ?></p>
<?cs call:proposal_buttons(T.desk.publish.confirm) ?>
<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:T.desk.publish.file ?></span></summary><div class="govuk-details__text"><div class="qiao-scroll"><pre><?cs var:Text ?></pre></div></div></details>
</div>
<?cs call:desk_end() ?>
