<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:page_start() ?>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<?cs if:Page.Lead ?><p class="govuk-body"><?cs var:Page.Lead ?></p>
<?cs /if ?><p class="govuk-body"><?cs var:Page.Text ?></p>
<?cs # the texts of these say it themselves ?><?cs if:Page.Why != "internal" && Page.Why != "unavailable" && Page.Why != "too_large" && !Page.IsUnkept && !Page.MayBeGone ?><p class="govuk-body"><?cs var:T.error.kept ?></p>
<?cs /if ?><?cs if:Offer.Search ?><?cs call:search_form("") ?>
<?cs /if ?><?cs if:Follow ?><?cs call:link_button(Follow, T.error.follow) ?><?cs /if ?>
<?cs if:Ended || Offer.Own ?><p class="govuk-body"><a class="govuk-link" href="<?cs var:Url.applications ?>"><?cs var:T.layout.applications ?></a></p><?cs /if ?>
<?cs if:subcount(Typed) > #0 ?><h2 class="govuk-heading-m"><?cs var:T.error.typed ?></h2>
<ul class="qiao-rows qiao-card"><?cs each:t = Typed ?><li><?cs if:t.Label ?><span><?cs var:t.Label ?></span><?cs /if ?><b><?cs var:t.Value ?></b></li><?cs /each ?></ul><?cs /if ?>
<?cs if:CanAgain ?><?cs call:form_to("again", Here.Href) ?>
<?cs each:a = Again ?><input type="hidden" name="<?cs var:a.Name ?>" value="<?cs var:a.Value ?>"><?cs /each ?>
<?cs call:button(T.error.again) ?>
<?cs call:form_end() ?><?cs /if ?>
<?cs if:Form.Keep == "kept" ?><?cs call:form_to("kept", Here.Href) ?><?cs call:form_carried() ?><?cs call:form_end() ?>
<?cs /if ?><p class="govuk-body"><a class="govuk-link" href="<?cs var:Url.home ?>"><?cs var:T.error.home ?></a></p>
<p class="qiao-quiet"><?cs var:t1("error.status", Page.Status) ?></p>
<?cs call:page_end() ?>
