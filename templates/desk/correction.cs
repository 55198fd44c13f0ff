<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'desk/parts.cs' ?><?cs

def:correction_words(name, label, of, typed) ?><label class="govuk-label" for="w-<?cs var:name ?>"><?cs var:label ?><span class="govuk-visually-hidden">: <?cs var:of ?></span></label>
<textarea class="govuk-textarea" id="w-<?cs var:name ?>" name="<?cs var:name ?>" rows="2" maxlength="600"><?cs var:typed ?></textarea><?cs /def ?><?cs

def:correction_item(i) ?><li id="f-<?cs var:i.Text ?>"<?cs if:i.IsOpen || i.Error || i.ErrorZh ?> class="is-open"<?cs /if ?>><div class="govuk-form-group<?cs if:i.Error || i.ErrorZh ?> govuk-form-group--error<?cs /if ?>">
<label><input type="checkbox" name="<?cs var:i.Box ?>" value="1"<?cs if:i.Checked ?> checked<?cs /if ?><?cs if:i.IsFirst && !IsReady ?> autofocus<?cs /if ?><?cs if:i.Key ?> data-key="<?cs var:i.Key ?>" data-key-label="<?cs var:i.Label ?>"<?cs /if ?>> <b><?cs var:i.Label ?><?cs if:i.Key ?> <kbd class="desk-kbd" aria-hidden="true"><?cs var:i.Key ?></kbd><?cs /if ?></b> <span><?cs if:string.length(i.Value) ?><?cs var:i.Value ?><?cs else ?><?cs var:T.desk.correction.empty ?><?cs /if ?></span></label><?cs if:i.Error ?>
<p class="govuk-error-message"><span class="govuk-visually-hidden"><?cs var:T.layout.problem_mark ?></span> <?cs var:i.Error ?></p><?cs /if ?>
<div class="desk-asked"><details class="govuk-details"<?cs if:i.IsOpen ?> open<?cs /if ?>><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:T.desk.ready ?><span class="govuk-visually-hidden">: <?cs var:i.Label ?></span></span></summary><div class="govuk-details__text">
<?cs call:desk_ready(i.Ready) ?>
</div></details>
<?cs if:OwnLang ?><?cs if:i.ErrorZh ?><p class="govuk-error-message" id="f-<?cs var:i.Zh ?>"><span class="govuk-visually-hidden"><?cs var:T.layout.problem_mark ?></span> <?cs var:i.ErrorZh ?></p>
<?cs /if ?><?cs call:correction_words(i.Zh, t2("desk.wording.in", T.desk.correction.words, T.desk.lang.zh), i.Label, i.TypedZh) ?>
<?cs call:correction_words(i.Text, t2("desk.wording.in", T.desk.correction.words, OwnLang), i.Label, i.Typed) ?><?cs else ?><?cs call:correction_words(i.Text, T.desk.correction.words, i.Label, i.Typed) ?><?cs /if ?>
</div></div></li>
<?cs /def ?><?cs

def:correction_items(what) ?><section class="qiao-card"><ul class="desk-sentences desk-sentences--pairs"><?cs each:i = Items ?><?cs if:i.What == what ?><?cs call:correction_item(i) ?><?cs /if ?><?cs /each ?></ul></section><?cs /def ?><?cs

call:desk_start() ?>
<div class="desk-wide">
<?cs call:desk_act_head() ?>
<p><?cs var:T.desk.correction.text ?></p>
<?cs if:IsSecond ?><div class="govuk-inset-text"><p><?cs if:subcount(Items) > #0 ?><?cs var:T.desk.correction.second ?><?cs else ?><?cs var:T.desk.correction.none_changed ?><?cs /if ?></p><?cs if:subcount(Unchanged) > #0 ?><p><?cs var:T.desk.correction.unchanged ?> <b><?cs each:u = Unchanged ?><?cs if:!first(u) ?> · <?cs /if ?><?cs var:u.Label ?><?cs /each ?></b></p><?cs if:DeclineHref ?><p><a class="govuk-link" href="<?cs var:DeclineHref ?>"><?cs var:T.desk.step.decline ?></a></p><?cs /if ?><?cs /if ?></div>
<?cs /if ?><?cs if:subcount(Items) == #0 ?><p><a class="govuk-link" href="<?cs var:Matter.Href ?>"><?cs var:T.desk.back_to_matter ?></a></p><?cs else ?><?cs call:form_start("correction") ?><?cs call:desk_version() ?><?cs call:desk_take() ?>
<?cs if:HasMaterials ?><h3 class="govuk-heading-s"><?cs var:T.desk.correction.materials ?></h3>
<?cs call:correction_items("material") ?>
<?cs /if ?><?cs if:HasFields ?><h3 class="govuk-heading-s"><?cs var:T.desk.correction.fields ?></h3>
<?cs call:correction_items("field") ?>
<?cs /if ?><?cs call:desk_chinese() ?><div class="govuk-button-group"><?cs if:IsReady ?><?cs call:desk_button(T.desk.correction.button) ?><?cs else ?><?cs call:button(T.desk.correction.button) ?><?cs /if ?> <button class="govuk-button govuk-button--secondary" type="submit" name="show" value="edit"><?cs var:T.desk.ready_edit ?></button> <a class="govuk-link" href="<?cs var:Matter.Href ?>"><?cs var:T.desk.cancel ?></a></div>
<?cs call:form_end() ?><?cs /if ?>
</div>
<?cs call:desk_end() ?>
