<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:page_start() ?>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<?cs call:form_to("settings", Url.settings) ?>
<input type="hidden" name="next" value="<?cs var:Form.F.next.Value ?>">
<?cs call:field_radios("lang", T.account.lang, T.account.lang_hint, Langs) ?>
<?cs call:field_select("zone", T.account.zone, T.account.zone_hint, Zones) ?>
<?cs call:button(T.account.save) ?>
<?cs call:form_end() ?>
<h2 class="govuk-heading-m"><?cs var:T.account.contacts ?></h2>
<ul class="qiao-rows qiao-card"><?cs each:c = Contacts ?><li><b><?cs var:c.Masked ?></b></li><?cs /each ?></ul>
<p class="qiao-quiet"><?cs var:T.account.contacts_text ?></p>
<ul class="qiao-rows qiao-card"><li><a href="<?cs var:Url.remembered ?>"><b><?cs var:T.remembered.title ?></b><span><?cs var:T.remembered.link ?></span></a></li><li><a href="<?cs var:Url.papers ?>"><b><?cs var:T.papers.own_title ?></b><span><?cs var:T.papers.own_link ?></span></a></li><li><a href="<?cs var:Url.signins ?>"><b><?cs var:T.layout.signins ?></b><span><?cs var:T.account.sign_ins_link ?></span></a></li><li><a href="<?cs var:Url.privacy ?>"><b><?cs var:T.layout.privacy ?></b><span><?cs var:T.account.privacy_link ?></span></a></li><li><a href="<?cs var:Url.signout ?>"><b><?cs var:T.layout.signout ?></b></a></li></ul>
<?cs call:page_end() ?>
