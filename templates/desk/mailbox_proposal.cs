<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'desk/parts.cs' ?><?cs include!'layout/proposal.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<p><a class="govuk-back-link" href="<?cs var:BackHref ?>"><?cs var:Department ?></a></p>
<h1><?cs var:Page.Title ?></h1>
<dl class="qiao-facts qiao-card"><div><dt><?cs var:T.desk.mailbox.now ?></dt><dd><?cs if:Mailbox.Address ?><?cs var:Mailbox.Address ?><?cs else ?><?cs var:T.desk.mailbox.no ?><?cs /if ?></dd></div><div><dt><?cs var:T.desk.mailbox.becomes ?></dt><dd><?cs if:Mailbox.Becomes ?><?cs var:Mailbox.Becomes ?><?cs else ?><?cs var:T.desk.mailbox.no ?><?cs /if ?></dd></div></dl>
<h2 class="govuk-heading-s"><?cs var:T.desk.mailbox.reason ?></h2>
<div class="govuk-inset-text"><?cs call:desk_words(Reason) ?></div>
<?cs call:proposal_head() ?>
<?cs if:Proposal.CanConfirm ?><p><?cs var:T.desk.mailbox.check ?></p>
<?cs /if ?><?cs call:proposal_buttons(T.desk.mailbox.confirm) ?>
</div>
<?cs call:desk_end() ?>
