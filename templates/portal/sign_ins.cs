<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:page_start() ?>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<p class="govuk-body"><?cs var:T.account.sign_ins_text ?></p>
<ul class="qiao-rows qiao-card"><?cs each:s = SignIns ?><li><b><?cs var:s.Device ?><?cs if:s.Own ?> · <?cs var:T.account.this_one ?><?cs /if ?></b><span><?cs var:T.account.since ?> <?cs call:moment(s.Created) ?></span><span><?cs var:T.account.seen ?> <?cs call:moment(s.Seen) ?></span>
<form method="post" action="<?cs var:Url.signins ?>"><?cs call:form_hidden() ?><input type="hidden" name="session" value="<?cs var:s.Id ?>"><button class="qiao-link" type="submit"><?cs if:s.Own ?><?cs var:T.account.end_own ?><?cs else ?><?cs var:T.account.end ?><?cs call:hidden_of(s.Device) ?><?cs call:hidden_of(s.Created.Text) ?><?cs /if ?></button></form></li><?cs /each ?></ul>
<?cs call:page_end() ?>
