<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:page_start() ?>
<?cs def:style_title(id, title) ?><h2 class="govuk-heading-m" id="<?cs var:id ?>"><?cs var:title ?></h2><?cs /def ?>
<?cs def:style_row(label, value) ?><div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:label ?></dt><dd class="govuk-summary-list__value"><?cs var:value ?></dd><dd class="govuk-summary-list__actions"><a class="govuk-link" href="#lists"><?cs var:T.questions.change ?><?cs call:hidden_of(label) ?></a></dd></div><?cs /def ?>
<?cs def:style_task(name, hint, look, state) ?><li class="govuk-task-list__item govuk-task-list__item--with-link"><div class="govuk-task-list__name-and-hint"><a class="govuk-link govuk-task-list__link" href="#lists"><?cs var:name ?></a><?cs if:hint ?><div class="govuk-task-list__hint"><?cs var:hint ?></div><?cs /if ?></div><div class="govuk-task-list__status"><strong class="govuk-tag <?cs var:look ?>"><?cs var:state ?></strong></div></li><?cs /def ?>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<p class="qiao-quiet"><?cs var:T.home.about ?></p>
<p class="govuk-body"><?cs var:T.demo.styles_about ?> <a class="govuk-link" href="#buttons"><?cs var:T.demo.styles_buttons ?></a></p>
<?cs call:search_form("") ?>

<?cs call:style_title("buttons", T.demo.styles_buttons) ?>
<?cs call:button(T.form.save) ?>
<?cs call:link_button("#buttons", T.guide.apply) ?>
<div class="govuk-button-group"><?cs call:button(T.action.submit) ?> <?cs call:button_named(T.discard.keep, "keep", "1", "secondary") ?> <?cs call:button_named(T.discard.do, "drop", "1", "warning") ?></div>
<p><button class="qiao-link" type="button"><?cs var:T.account.end ?></button></p>
<nav class="govuk-pagination" aria-label="<?cs var:T.applications.pages ?>"><div class="govuk-pagination__next"><a class="govuk-link govuk-pagination__link" href="#buttons" rel="next"><?cs var:T.applications.older ?></a></div></nav>

<?cs call:style_title("tags", T.demo.styles_tags) ?>
<p class="qiao-number"><?cs var:T.tracking.number ?> <b><?cs var:Ref ?></b></p>
<?cs each:s = States ?><p><?cs call:state_tag(s.Word) ?></p>
<?cs /each ?><?cs each:m = Modes ?><?cs call:mode_tags(m) ?>
<?cs /each ?>
<?cs call:style_title("said", T.demo.styles_said) ?>
<p class="qiao-offline" role="status"><?cs var:T.layout.offline ?></p>
<div class="govuk-panel"><h3 class="govuk-panel__title"><?cs var:T.receipt.what ?></h3><div class="govuk-panel__body"><?cs var:T.tracking.number ?><br><strong><?cs var:Ref ?></strong></div></div>
<section class="qiao-next"><h2><?cs var:T.tracking.now_correct_one ?></h2><p class="qiao-lines"><b><?cs var:T.papers.how ?></b><br><?cs var:T.papers.flat ?></p><?cs call:link_button("#said", T.tracking.correct) ?><p class="qiao-quiet"><?cs call:provisional("2027") ?></p></section>
<?cs call:warning(T.confidence.low) ?>
<div class="govuk-inset-text"><p><b><?cs var:T.home.danger ?></b></p><p><?cs var:T.home.danger_text ?></p></div>
<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:T.guide.optional ?></span></summary><div class="govuk-details__text"><p><?cs var:T.papers.flat ?></p></div></details>
<details class="govuk-details" open><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:T.guide.legal ?></span></summary><div class="govuk-details__text"><ul class="govuk-list govuk-list--bullet"><li><?cs var:T.papers.flat ?></li></ul></div></details>

<?cs call:style_title("fields", T.demo.styles_fields) ?>
<form id="styles" method="get"><?cs each:f = Fields ?><?cs if:f.Optional ?><?cs call:any_field(f, t1("form.optional", f.Label)) ?><?cs else ?><?cs call:any_field(f, f.Label) ?><?cs /if ?>
<?cs /each ?><?cs call:field_radios("styles_mode", T.demo.styles_tags, "", Modes) ?>
<?cs call:field_text("styles_code", T.sign_in.code, T.sign_in.code_hint, "code") ?>
<?cs call:field_text("styles_contact", T.sign_in.contact, T.sign_in.contact_hint, "contact") ?>
<?cs call:field_checkbox("styles_declare", T.check.declare, T.check.declare_hint) ?>
<?cs call:field_file("styles_paper", T.papers.choose_many, T.papers.kinds, "image/*,application/pdf", "1") ?>
<p class="qiao-picked" role="status"><?cs var:t2("layout.picked", "1", "IMG_0001.HEIC") ?></p>
<?cs call:field_file("styles_photo", T.papers.choose, T.papers.kinds, "image/*,application/pdf", "") ?></form>
<div class="govuk-form-group"><label class="govuk-label govuk-label--s" for="styles-verify"><?cs var:T.verify.code ?></label><input class="govuk-input" id="styles-verify" value="<?cs var:Ref ?>" readonly></div>

<?cs call:style_title("lists", T.demo.styles_lists) ?>
<dl class="qiao-facts qiao-facts--long qiao-card"><?cs call:fact(T.guide.fee, T.guide.at_once) ?><?cs call:fact(T.guide.other, T.confidence.medium) ?></dl>
<dl class="qiao-facts qiao-card"><?cs call:fact(T.receipt.what, It.Name) ?><div><dt><?cs var:T.receipt.at ?></dt><dd><?cs call:moment(At) ?> · <span class="qiao-unbroken">032517</span></dd></div></dl>
<div class="qiao-clocks"><p><?cs var:T.receipt.at ?> <b><time datetime="<?cs var:At.Iso ?>">09:24</time></b></p><p><?cs var:T.time.wenzhou ?> <b><time datetime="<?cs var:At.Iso ?>">17:24</time></b></p></div>
<h3 class="govuk-heading-s"><?cs var:T.tracking.way ?></h3>
<div class="qiao-card"><ol class="qiao-way"><li class="is-done"><b><?cs var:T.state.submitted ?></b><span><?cs call:moment(At) ?></span></li><li class="is-now" aria-current="step"><b><?cs var:T.tracking.step_submitted ?></b><span><?cs var:T.receipt.check_text ?></span></li><li><span><?cs var:T.tracking.later_submitted ?></span></li></ol></div>
<div class="qiao-card"><?cs call:step_rows(Steps) ?></div>
<ul class="qiao-rows qiao-card"><li><a href="#lists"><?cs call:state_tag("submitted") ?><b><?cs var:It.Title ?></b><span><?cs var:It.Name ?></span></a></li><li><b><?cs var:T.tracking.views ?></b><span><?cs var:T.tracking.all_views ?></span></li></ul>
<dl class="govuk-summary-list"><?cs call:style_row(T.tracking.number, Ref) ?><?cs call:style_row(T.receipt.what, It.Name) ?></dl>
<ul class="govuk-task-list"><?cs call:style_task(It.Title, T.papers.flat, "govuk-tag--wait", T.papers.wanted) ?><?cs call:style_task(It.Name, "", "govuk-tag--done", t1("papers.count", "2")) ?><?cs call:style_task(T.papers.own_title, "", "govuk-tag--grey", T.papers.optional) ?><?cs call:style_task(T.papers.earlier, "", "", T.papers.had_before) ?></ul>
<ol class="govuk-list govuk-list--number"><li><?cs var:T.papers.flat ?></li><li><?cs var:T.offline.todo ?></li></ol>
<?cs call:life_links(Life) ?>
<?cs call:category_links(Categories) ?>

<?cs call:style_title("papers", T.demo.styles_papers) ?>
<ol class="qiao-papers qiao-card"><li><b><?cs var:It.Name ?></b><span class="qiao-screen"><?cs var:T.papers.flat ?></span><span><?cs var:T.papers.foreign ?></span></li><li><b><?cs var:It.Title ?></b></li></ol>
<ul class="qiao-thumbs"><li><a href="#papers"><img src="<?cs var:Asset.icon ?>" alt="<?cs var:It.Name ?>" width="160" height="120" loading="lazy"></a></li><?cs each:p = Papers ?><?cs call:paper_item(p, It.Name, "1") ?><?cs /each ?></ul>
<ul class="qiao-rows qiao-card"><li class="qiao-paper"><a href="#papers"><img src="<?cs var:Asset.icon ?>" alt="<?cs var:It.Name ?>" width="80" height="60" loading="lazy"></a><a href="#papers"><b><?cs var:It.Name ?></b><span><?cs var:Ref ?></span></a></li></ul>
<?cs call:page_end() ?>
