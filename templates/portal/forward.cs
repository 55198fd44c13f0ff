<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:page_start() ?>
<p class="qiao-quiet"><?cs var:Of ?></p>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<p class="govuk-body"><?cs var:t1("forward.text", Department) ?></p>
<?cs if:AgreedOn ?><div class="govuk-inset-text"><p><?cs var:t1("forward.again", AgreedOn) ?></p></div>
<?cs /if ?><dl class="qiao-facts qiao-card"><?cs each:i = Items ?><div><dt><?cs var:i.Name ?></dt><dd><?cs if:i.Changed ?><strong class="govuk-tag govuk-tag--wait"><?cs var:T.forward.has_changed ?></strong><br><?cs /if ?><?cs if:subcount(i.Files) > #0 ?><?cs var:T.forward.whole ?><br><?cs each:x = i.Files ?><a class="govuk-link" href="<?cs var:x.Href ?>"><?cs var:t1("forward.file", x.At) ?><span class="govuk-visually-hidden"> <?cs var:i.Name ?></span></a> <?cs /each ?><?cs elif:subcount(i.Contacts) > #0 ?><?cs each:x = i.Contacts ?><?cs var:x.Masked ?><br><?cs /each ?><?cs else ?><?cs var:i.Value ?><?cs /if ?></dd></div><?cs /each ?></dl>
<p class="govuk-body"><?cs var:T.forward.nothing_else ?></p>
<?cs call:form_start("forward") ?><input type="hidden" name="shown" value="<?cs var:Shown ?>">
<div id="f-agree" class="govuk-button-group"><button class="govuk-button" type="submit" name="agree" value="yes"><?cs var:T.forward.yes ?></button> <button class="govuk-button govuk-button--secondary" type="submit" name="agree" value="no"><?cs var:T.forward.no ?></button></div>
<?cs call:form_end() ?>
<?cs call:page_end() ?>
