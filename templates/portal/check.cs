<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'layout/statement.cs' ?><?cs call:page_start() ?>
<p class="qiao-quiet"><?cs var:Of ?></p>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<?cs call:paused_draft() ?>
<?cs if:subcount(Gaps) > #0 ?><section class="qiao-next"><h2><?cs var:T.check.gaps ?></h2><ul class="qiao-rows"><?cs each:g = Gaps ?><li><a href="<?cs var:g.Href ?>"><b><?cs var:g.Text ?></b></a></li><?cs /each ?></ul></section><?cs elif:!Paused ?><p class="govuk-body"><?cs var:T.check.about ?></p><?cs /if ?>
<?cs if:Confidence == "low" ?><?cs call:warning(T.confidence.low) ?><?cs /if ?>
<?cs if:subcount(Given) > #0 ?><h2 class="govuk-heading-m"><?cs var:T.check.given ?></h2>
<dl class="govuk-summary-list"><?cs each:r = Given ?><div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:r.Label ?></dt><dd class="govuk-summary-list__value"><?cs var:r.Value ?><?cs if:r.From ?><div class="qiao-from"><?cs var:r.From ?></div><?cs /if ?></dd></div><?cs /each ?></dl><?cs if:GivenHref ?>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:GivenHref ?>"><?cs var:T.check.change_given ?></a></p><?cs /if ?><?cs /if ?>
<?cs each:p = Pages ?><h2 class="govuk-heading-m"><?cs var:p.Name ?></h2>
<dl class="govuk-summary-list"><?cs each:r = p.Rows ?><div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:r.Label ?></dt><dd class="govuk-summary-list__value"><?cs if:string.length(r.Value) ?><?cs var:r.Value ?><?cs else ?><span class="qiao-quiet"><?cs var:T.check.empty ?></span><?cs /if ?><?cs if:r.From ?><div class="qiao-from"><?cs var:r.From ?></div><?cs /if ?><?cs if:r.Warning ?><div class="govuk-hint"><?cs var:r.Warning ?></div><?cs /if ?></dd></div><?cs /each ?></dl>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:p.Change ?>"><?cs var:t1("check.change", p.Name) ?></a></p><?cs /each ?>
<?cs if:subcount(Materials) > #0 ?><h2 class="govuk-heading-m"><?cs var:T.check.papers ?></h2>
<ul class="qiao-rows qiao-card"><?cs each:m = Materials ?><li><b><?cs var:m.Name ?></b><?cs if:m.When ?><span><?cs var:m.When ?></span><?cs /if ?><?cs if:m.Made ?><span><?cs var:m.Made ?></span><?cs else ?><span><?cs if:m.Count > #0 ?><?cs var:t1("papers.count", m.Count) ?><?cs elif:m.Optional ?><?cs var:T.papers.optional ?><?cs elif:m.FollowsBy ?><?cs var:t1("owed.later_by", m.FollowsBy) ?><?cs else ?><?cs var:T.papers.none ?><?cs /if ?> · <a class="govuk-link" href="<?cs var:m.Change ?>"><?cs if:m.Count > #0 ?><?cs var:T.check.change_paper ?><?cs else ?><?cs var:T.check.add_paper ?><?cs /if ?><span class="govuk-visually-hidden"> <?cs var:m.Name ?></span></a></span><?cs /if ?></li><?cs /each ?></ul><?cs /if ?>
<?cs call:statements_to_sign(T.statement.read) ?>
<?cs if:Forward.To ?><h2 class="govuk-heading-m"><?cs var:t1("check.forwarded", Forward.To) ?></h2>
<ul class="govuk-list govuk-list--bullet"><?cs each:i = Forward.Items ?><li><?cs var:i.Name ?><?cs each:x = i.Contacts ?><?cs if:first(x) ?>: <?cs else ?>, <?cs /if ?><?cs var:x.Masked ?><?cs /each ?></li><?cs /each ?></ul>
<p class="govuk-body"><?cs var:T.check.forwarded_only ?></p><?cs /if ?>
<?cs if:Paused ?><?cs call:link_button(Url.applications, T.layout.applications) ?><?cs else ?><h2 class="govuk-heading-m"><?cs var:T.check.submit_title ?></h2>
<?cs call:form_start("declaration") ?><input type="hidden" name="shown" value="<?cs var:Shown ?>">
<?cs if:subcount(Statements) > #0 ?><?cs call:field_checkbox("declare", T.statement.declare, T.check.declare_hint) ?><?cs else ?><?cs call:field_checkbox("declare", T.check.declare, T.check.declare_hint) ?><?cs /if ?>
<?cs call:button(T.action.submit) ?>
<?cs call:form_end() ?>
<p class="qiao-quiet"><?cs var:T.check.after ?></p><?cs /if ?>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:DeleteHref ?>"><?cs var:T.discard.link ?></a></p>
<?cs call:page_end() ?>
