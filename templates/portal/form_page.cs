<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'layout/forward.cs' ?><?cs call:page_start() ?>
<?cs if:subcount(Sentences) > #0 || Beside ?><p class="qiao-quiet"><?cs var:Step.Of ?></p><?cs else ?><p class="qiao-quiet"><?cs var:Step.Of ?> · <?cs var:t2("form.step", Step.No, Step.Count) ?></p><?cs /if ?>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<?cs if:subcount(Sentences) > #0 ?><div class="govuk-inset-text"><p><?cs var:T.form.officer_says ?></p><?cs each:s = Sentences ?><p><b><?cs var:s.Label ?></b><br><?cs var:s.Text ?></p><?cs /each ?></div><?cs /if ?><?cs if:Beside ?><p class="govuk-body"><?cs var:t1("correction.beside", Beside) ?></p><?cs /if ?>
<?cs call:paused_draft() ?>
<?cs if:Offered ?><div class="govuk-inset-text"><p><?cs var:Offered ?></p></div><?cs /if ?>
<?cs if:subcount(Instead) > #0 ?><p><?cs var:T.form.if_right ?></p><ul class="govuk-list"><?cs each:i = Instead ?><li><a class="govuk-link" href="<?cs var:i.Href ?>"><?cs var:i.Name ?></a></li><?cs /each ?></ul><?cs /if ?>
<?cs if:Forward.Again ?><div class="govuk-inset-text"><p><?cs var:T.form.consent_again ?></p></div>
<?cs /if ?><?cs if:Forward.To ?><h2 class="govuk-heading-m"><?cs var:t1("check.forwarded", Forward.To) ?></h2>
<?cs call:forward_items(Forward.Items) ?>
<p class="govuk-body"><?cs if:Forward.NoPapers ?><?cs var:T.form.no_papers ?> <?cs /if ?><?cs if:Forward.PapersHref ?><a class="govuk-link" href="<?cs var:Forward.PapersHref ?>"><?cs var:T.form.papers ?></a><?cs /if ?></p>
<?cs /if ?><?cs call:form_start("answers") ?>
<?cs if:Forward.Shown ?><input type="hidden" name="shown" value="<?cs var:Forward.Shown ?>"><?cs /if ?><?cs if:Sure ?><input type="hidden" name="sure" value="1"><?cs /if ?><input type="hidden" name="back" value="<?cs var:Form.F.back.Value ?>"><input type="hidden" name="seen" value="<?cs var:Seen ?>">
<?cs each:f = Fields ?><?cs if:f.Needs && subcount(Sentences) == #0 && !Beside ?><div data-needs="<?cs var:f.Needs ?>" data-value="<?cs var:f.NeedsValue ?>"><?cs call:any_field(f, f.Label) ?></div><?cs elif:f.Optional ?><?cs call:any_field(f, t1("form.optional", f.Label)) ?><?cs else ?><?cs call:any_field(f, f.Label) ?><?cs /if ?><?cs /each ?>
<?cs if:AskUnchanged ?><?cs call:field_checkbox("unchanged", T.form.unchanged_meant, T.form.unchanged_hint) ?>
<?cs /if ?><?cs call:button(T.form.save) ?>
<?cs call:form_end() ?>
<p class="qiao-quiet"><?cs var:T.form.saved_note ?></p>
<?cs call:page_end() ?>
