<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'layout/forward.cs' ?><?cs include!'layout/statement.cs' ?><?cs call:page_start() ?>
<p class="qiao-quiet"><?cs var:Of ?></p>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<p class="govuk-body"><?cs var:T.correction.about ?><?cs if:Due ?> <b><?cs var:t1("correction.due", Due) ?></b> <?cs var:T.correction.missed ?> <?cs call:provisional(MissingYear) ?><?cs /if ?><?cs if:HadMore ?> <span class="qiao-quiet"><?cs var:T.more_time.done ?></span><?cs elif:IsOver ?> <b><?cs var:T.correction.more_over ?></b><?cs /if ?></p>
<?cs each:i = Items ?><section class="<?cs if:i.Done ?>qiao-card<?cs else ?>qiao-next<?cs /if ?>"><h2 class="govuk-heading-s"><?cs var:i.Name ?> <?cs if:i.Done ?><strong class="govuk-tag govuk-tag--done"><?cs var:T.correction.done ?></strong><?cs /if ?></h2><p><?cs call:written(i.Sentence) ?></p><?cs if:i.Value ?><p><?cs var:T.correction.now ?> <b><?cs var:i.Value ?></b></p><?cs /if ?><?cs if:subcount(i.Papers) > #0 ?><ul class="qiao-thumbs"><?cs each:p = i.Papers ?><?cs call:paper_item(p, i.Name, "") ?><?cs /each ?></ul><?cs /if ?><?cs if:i.Same ?><p class="qiao-quiet"><?cs var:T.correction.same ?></p><?cs /if ?><?cs
 if:i.Done ?><p><a class="govuk-link" href="<?cs var:i.Href ?>"><?cs var:T.correction.look_again ?><span class="govuk-visually-hidden"> <?cs var:i.Name ?></span></a></p><?cs
 elif:i.First ?><?cs call:link_button_of(i.Href, T.check.add_paper, i.Name) ?><?cs elif:i.Photo ?><?cs call:link_button_of(i.Href, T.correction.photo, i.Name) ?><?cs else ?><?cs call:link_button_of(i.Href, T.correction.field, i.Name) ?><?cs /if ?></section><?cs /each ?>
<?cs if:OpenItems > #0 ?><p class="govuk-body"><?cs var:t1("correction.open_items", OpenItems) ?></p><?cs else ?><?cs call:statements_to_sign(T.statement.read_again) ?>
<?cs if:Forward.To ?><p class="govuk-body"><?cs var:t1("correction.forwarded", Forward.To) ?></p>
<h2 class="govuk-heading-m"><?cs var:t1("check.forwarded", Forward.To) ?></h2>
<?cs call:forward_items(Forward.Items) ?>
<p class="govuk-body"><?cs var:T.check.forwarded_only ?></p>
<?cs /if ?><?cs call:form_start("correction") ?><input type="hidden" name="shown" value="<?cs var:Shown ?>">
<?cs call:button(T.action.answer) ?>
<?cs call:form_end() ?>
<p class="qiao-quiet"><?cs var:T.correction.after ?></p><?cs /if ?>
<?cs if:MoreTimeHref ?><p><a class="govuk-button govuk-button--secondary" href="<?cs var:MoreTimeHref ?>"><?cs var:T.more_time.link ?></a></p><?cs /if ?>
<?cs call:page_end() ?>
