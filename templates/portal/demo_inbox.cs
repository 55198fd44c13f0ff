<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs call:page_start() ?>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<p class="govuk-body"><?cs var:T.demo.about ?></p>
<p class="govuk-body"><a class="govuk-link" href="/demo/inbox"><?cs var:T.demo.refresh ?></a></p>
<?cs if:subcount(Messages) == #0 ?><p class="govuk-body"><?cs var:T.demo.empty ?></p><?cs /if ?>
<?cs each:m = Messages ?><article class="qiao-card"><p class="qiao-quiet"><strong class="govuk-tag"><?cs var:text("demo.channel_" + m.Channel) ?></strong> <?cs var:m.To ?> · <?cs call:moment(m.At) ?></p><?cs if:m.Subject ?><h2 class="govuk-heading-s"><?cs var:m.Subject ?></h2><?cs /if ?><?cs if:m.Code ?><p class="qiao-number"><b><?cs var:m.Code ?></b></p><?cs /if ?><p class="qiao-lines"><?cs var:m.Body ?></p></article><?cs /each ?>
<?cs call:page_end() ?>
