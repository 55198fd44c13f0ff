<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs include!'layout/fields.cs' ?><?cs

def:rating_subjects() ?><div class="govuk-form-group"><fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend"><?cs var:T.rating.subjects ?></legend>
<div class="govuk-checkboxes"><?cs each:s = Subjects ?><div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" id="f-<?cs var:s.Name ?>" name="<?cs var:s.Name ?>" value="1"<?cs if:s.Checked ?> checked<?cs /if ?>><label class="govuk-label govuk-checkboxes__label" for="f-<?cs var:s.Name ?>"><?cs var:s.Label ?></label></div><?cs /each ?></div></fieldset></div><?cs /def ?><?cs

def:rating_given(g, name) ?><section class="qiao-card"><h2 class="govuk-heading-s"><?cs var:name ?></h2><p><b><?cs var:g.Level ?></b><?cs if:g.About ?> · <?cs var:g.About ?><?cs /if ?></p><?cs if:g.Words ?><p class="qiao-lines"><?cs var:g.Words ?></p><?cs /if ?><p class="qiao-quiet"><?cs call:moment(g.At) ?></p></section><?cs /def ?><?cs

call:page_start() ?>
<p class="qiao-quiet"><?cs var:Of ?></p>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<?cs if:Given.0.Level ?><?cs call:rating_given(Given.0, T.rating.yours) ?><?cs /if ?>
<?cs if:Excluded.Ground ?><section class="qiao-card"><h2 class="govuk-heading-s"><?cs var:T.exclusion.title ?></h2><p><?cs var:t1("exclusion.text", Excluded.Since) ?></p><p><?cs var:Excluded.Ground ?><?cs if:Excluded.By ?><br><?cs var:t1("exclusion.by", Excluded.By) ?><?cs /if ?></p><p><?cs if:Excluded.Href ?><?cs var:T.exclusion.object ?> <a class="govuk-link" href="<?cs var:Excluded.Href ?>"><?cs var:T.exclusion.complain ?></a></p><p><?cs /if ?><?cs var:T.exclusion.unit ?></p></section><?cs /if ?>
<?cs if:FollowUp.Unit ?><section class="qiao-card"><h2 class="govuk-heading-s"><?cs var:T.rating.followed ?></h2><p><?cs var:t1("rating.followed_by", FollowUp.Unit) ?></p>
<ol class="qiao-way"><?cs each:s = FollowUp.Steps ?><li<?cs if:s.At.Iso ?> class="is-done"<?cs /if ?>><b><?cs var:s.Name ?></b><span><?cs if:s.At.Iso ?><?cs call:moment(s.At) ?><?cs else ?><?cs var:s.By ?><?cs /if ?></span><?cs if:s.Words ?><span class="qiao-lines"><?cs call:written(s.Words) ?></span><?cs /if ?></li><?cs /each ?></ol></section><?cs /if ?>
<?cs if:Given.1.Level ?><?cs call:rating_given(Given.1, T.rating.yours_again) ?><?cs /if ?>
<?cs if:subcount(Levels) > #0 ?><?cs call:form_start("rate") ?><?cs if:Again ?><input type="hidden" name="again" value="1"><?cs /if ?>
<?cs if:Again ?><?cs call:field_radios("level", T.rating.level, T.rating.once_again, Levels) ?><?cs else ?><?cs call:field_radios("level", T.rating.level, T.rating.once, Levels) ?><?cs /if ?>
<?cs call:rating_subjects() ?>
<?cs call:field_textarea("words", T.rating.words, T.rating.words_hint) ?>
<button class="govuk-button" type="submit"><?cs var:T.rating.send ?></button>
<?cs call:form_end() ?><?cs else ?><p class="govuk-body"><?cs var:T.rating.thanks ?></p><?cs /if ?>
<?cs call:page_end() ?>
