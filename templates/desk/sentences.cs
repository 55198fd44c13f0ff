<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:desk_start() ?>
<div class="desk-wide">
<p><a class="govuk-back-link" href="<?cs var:Affairs.Href ?>"><?cs var:T.desk.tab_affairs ?></a></p>
<h1><?cs var:Page.Title ?></h1>
<p class="qiao-quiet"><?cs var:T.desk.sentence.text ?></p>
<?cs if:subcount(Sentences) > #0 ?><table class="qiao-table desk-rows"><thead><tr><th scope="col"><?cs var:T.desk.sentence.zh ?></th><th scope="col"><?cs var:T.desk.sentence.en ?></th><th scope="col"><?cs var:T.desk.sentence.more ?></th><th scope="col"><?cs var:T.desk.sentence.kind ?></th><th scope="col"><?cs var:T.desk.sentence.formality ?></th></tr></thead><tbody>
<?cs each:s = Sentences ?><tr><td class="desk-name"><a class="govuk-link" href="<?cs var:s.Href ?>" lang="zh-Hans"><?cs var:s.Zh ?></a></td><td data-label="<?cs var:T.desk.sentence.en ?>" lang="en"><?cs var:s.En ?></td><td data-label="<?cs var:T.desk.sentence.more ?>"><?cs each:m = s.More ?><?cs if:m.Text ?><span class="qiao-quiet"><?cs var:m.Name ?></span> <span lang="<?cs var:m.Lang ?>"><?cs var:m.Text ?></span><br><?cs elif:m.Lacks ?><span class="qiao-quiet"><?cs var:m.Lacks ?></span><br><?cs /if ?><?cs /each ?></td><td data-label="<?cs var:T.desk.sentence.kind ?>"><?cs var:s.Kind ?></td><td data-label="<?cs var:T.desk.sentence.formality ?>"><?cs var:s.Formality ?><br><span class="qiao-quiet"><?cs var:t1("desk.sentence.version", s.Version) ?> · <?cs var:t1("desk.sentence.by", s.By) ?></span></td></tr>
<?cs /each ?></tbody></table>
<?cs else ?><p><?cs var:T.desk.sentence.none ?></p>
<?cs /if ?><h2 class="govuk-heading-m"><?cs var:T.desk.sentence.add ?></h2>
<?cs call:form_start("add") ?>
<?cs call:field_group("formality") ?><?cs call:field_label("formality", T.desk.sentence.formality) ?><?cs call:field_notes("formality", "") ?>
<?cs call:select_inline("f-formality", "formality", "formality", T.desk.sentence.all, Formalities) ?>
</div>
<?cs call:field_select("kind", T.desk.sentence.kind, "", Kinds) ?>
<?cs call:field_textarea("zh", T.desk.sentence.zh, "") ?>
<?cs call:field_textarea("en", T.desk.sentence.en, "") ?>
<?cs call:field_textarea("it", T.desk.sentence.it, T.desk.sentence.it_hint) ?>
<?cs call:field_textarea("es", T.desk.sentence.es, T.desk.sentence.es_hint) ?>
<div class="govuk-button-group"><?cs call:button(T.desk.sentence.add_button) ?></div>
<?cs call:form_end() ?>
</div>
<?cs call:desk_end() ?>
