"""Every word the page shows, in English and in Russian; the browser's language chooses.

A key is `place.thing`; a value is (English, Russian). Braces are filled in by the caller with `str.format`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from comparisons.desk import Misuse

Language = Literal["en", "ru"]

WORDS: Final[dict[str, tuple[str, str]]] = {
    # the page around the tabs
    "page.tagline": (
        "One prompt, several video models, side by side with their sound. Vote, and get a ranking you can defend.",
        "Один запрос, несколько видеомоделей, рядом и со звуком. Голосуйте и получите рейтинг, который можно защитить.",
    ),
    "page.rehearsal": (
        "**Rehearsal.** No vendor is asked and nothing is spent: each plays its documented replies, and the clips are "
        "the studio's own. Votes stay in a folder of their own.",
        "**Репетиция.** Ни к кому не обращаются и ничего не тратят: каждый поставщик проигрывает ответы из своей "
        "документации, а ролики делает студия. Голоса лежат в отдельной папке.",
    ),
    "page.compare": ("Compare", "Сравнить"),
    "page.arena": ("Arena", "Арена"),
    "page.live": ("Live", "Вживую"),
    "page.leaderboard": ("Leaderboard", "Рейтинг"),
    "page.history": ("History", "История"),
    "page.models": ("Models", "Модели"),
    "page.gone": (
        "There is no such comparison here. Its address may be mistyped, or its data folder was cleared.",
        "Такого сравнения здесь нет. Возможно, в адресе опечатка или папка данных очищена.",
    ),
    # Compare
    "compare.prompt": ("Prompt", "Запрос"),
    "compare.placeholder": (
        "Say what should be seen and heard: a basketball is thrown at the hoop and misses",
        "Опишите, что видно и слышно: баскетбольный мяч бросают в кольцо, и он отскакивает",
    ),
    "compare.examples": ("Try one of these", "Попробуйте, например"),
    "compare.models": ("Models, one to eight", "Модели, от одной до восьми"),
    "compare.mode": ("Names", "Названия"),
    "compare.open": ("Shown", "Видны"),
    "compare.blind": ("Hidden until the vote", "Скрыты до голосования"),
    "compare.seconds": ("Seconds", "Секунды"),
    "compare.aspect": ("Aspect ratio", "Формат кадра"),
    "compare.resolution": ("Resolution", "Разрешение"),
    "compare.more": ("More settings", "Другие настройки"),
    "compare.seed": ("Seed", "Зерно (seed)"),
    "compare.fps": ("Frames per second", "Кадров в секунду"),
    "compare.audio": ("With sound", "Со звуком"),
    "compare.negative": ("Negative prompt", "Чего не должно быть"),
    "compare.task": ("Make clips", "Создать ролики"),
    "compare.text_to_video": ("from words", "по словам"),
    "compare.image_to_video": ("from a picture", "из картинки"),
    "compare.video_to_video": ("by changing a clip", "изменив ролик"),
    "compare.extend": ("by extending a clip", "продолжив ролик"),
    "compare.image": ("First picture", "Первый кадр"),
    "compare.last_image": ("Last picture (optional)", "Последний кадр (по желанию)"),
    "compare.references": ("Pictures of what to show (optional)", "Картинки того, что показать (по желанию)"),
    "compare.video": ("Clip to start from", "Исходный ролик"),
    "compare.seconds_more": ("Seconds to add", "Добавить секунд"),
    "compare.sound_by": ("Add sound to silent clips", "Озвучить немые ролики"),
    "compare.sound_none": ("no, leave them silent", "нет, оставить без звука"),
    "compare.go": ("Make the clips", "Создать ролики"),
    "compare.join": ("Join into one file, side by side", "Собрать в один файл, рядом"),
    "compare.sheet": ("Download the joined file", "Скачать собранный файл"),
    "compare.no_sheet": (
        "There is nothing to join yet. Wait until the clips are made.",
        "Собирать ещё нечего. Дождитесь, пока ролики будут готовы.",
    ),
    "compare.not_taken": (
        "This clip can't be taken up: it is gone, or its round is blind and you have not voted yet.",
        "Этот ролик нельзя взять: его больше нет, или раунд слепой и вы ещё не голосовали.",
    ),
    "compare.cost": ("Estimated cost: ${dollars}.", "Оценка стоимости: ${dollars}."),
    "compare.cost_unknown": ("Price not known: {models}.", "Цена неизвестна: {models}."),
    "cost.reported": ("All clips cost ${dollars}.", "Все ролики стоили ${dollars}."),
    "cost.about": ("All clips cost about ${dollars}.", "Все ролики стоили около ${dollars}."),
    "cost.unknown": ("Some prices are not known.", "Некоторые цены неизвестны."),
    # what stands in the way, beside its control; the words after the dot are `Misuse.code`
    "misuse.empty": (
        "The prompt is empty. Say what the clips should show.",
        "Запрос пуст. Опишите, что должно быть в ролике.",
    ),
    "misuse.none": ("No model is chosen. Choose one to eight.", "Модель не выбрана. Выберите от одной до восьми."),
    "misuse.count": (
        "One to eight different models can stand side by side.",
        "Рядом могут стоять от одной до восьми разных моделей.",
    ),
    "misuse.live_kind": (
        "A live scene is one of balls and boxes. Ask for those, or make a clip in Compare. {detail}",
        "Живая сцена — это мячи и ящики. Попросите о них или сделайте ролик на вкладке «Сравнить». {detail}",
    ),
    "misuse.live_none": ("No model here can run a live scene.", "Здесь нет модели для живой сцены."),
    "misuse.live_short": ("Let the scene run for a second first.", "Дайте сцене пожить хотя бы секунду."),
    "misuse.few": ("A battle needs two models that are ready.", "Для поединка нужны две готовые модели."),
    "misuse.unknown": ("There is no such model: {detail}", "Такой модели нет: {detail}"),
    "misuse.retired": ("A chosen model is retired: {detail}", "Выбранная модель снята с предложения: {detail}"),
    "misuse.key": (
        "A chosen model has no key. Set this variable where the app runs and start it again, or bring a key of your "
        "own in Models: {detail}",
        "Для выбранной модели нет ключа. Задайте переменную там, где запущено приложение, и перезапустите, или "
        "принесите свой ключ на вкладке «Модели»: {detail}",
    ),
    "misuse.image_bad": (
        "This picture can't be read. Give a PNG, JPEG or WebP: {detail}",
        "Картинка не читается. Дайте PNG, JPEG или WebP: {detail}",
    ),
    "misuse.picture": ("Give a picture to start from.", "Добавьте картинку, с которой начать."),
    "misuse.given_none": ("Give a clip.", "Добавьте ролик."),
    "misuse.given_bad": ("This is no clip that plays. {detail}", "Это не ролик, который можно показать. {detail}"),
    "misuse.given_model": (
        "Give the name of the model that made the clip, of at most 80 letters.",
        "Назовите модель, которая сделала ролик, не длиннее 80 знаков.",
    ),
    "misuse.given_prompt": (
        "Give the prompt that the clip was made for, of at most 5000 letters.",
        "Напишите запрос, по которому сделан ролик, не длиннее 5000 знаков.",
    ),
    "misuse.given_count": (
        "Write one prompt a line, as many as there are clips. Prompts and clips now: {detail}",
        "Напишите по запросу в строке, столько же, сколько роликов. Сейчас запросов и роликов: {detail}",
    ),
    "misuse.given_disk": (
        "The clip can't be kept. Make room on the disk: {detail}",
        "Ролик нельзя сохранить. Освободите место на диске: {detail}",
    ),
    "misuse.given_off": ("Clips can't be given here.", "Здесь нельзя добавлять ролики."),
    "misuse.video_bad": (
        "This clip can't be played. Give an MP4, MOV or WebM: {detail}",
        "Ролик не проигрывается. Дайте MP4, MOV или WebM: {detail}",
    ),
    "misuse.video": ("Give a clip to start from.", "Добавьте ролик, с которого начать."),
    "misuse.no_sound_model": ("This model adds no sound: {detail}", "Эта модель не добавляет звук: {detail}"),
    "misuse.sound_guest": (
        "Sound by another model is not paid by your own key. Take your keys back, or choose no model for the sound.",
        "Звук другой модели не оплачивается вашим ключом. Уберите свои ключи или не выбирайте модель для звука.",
    ),
    "misuse.final": (
        "That can't be tried again as it is. Start a new comparison.",
        "Повторить это как есть нельзя. Начните новое сравнение.",
    ),
    "misuse.disk": (
        "The comparison can't be stored. Make room on the disk: {detail}",
        "Сравнение нельзя сохранить. Освободите место на диске: {detail}",
    ),
    "misuse.off": (
        "Paid models are off here, since this page is open to strangers. Bring your own key in Models, or ask its "
        "owner to set SPLITSCREEN_LOGIN or a day's SPLITSCREEN_BUDGET_USD: {detail}",
        "Платные модели здесь выключены: страница открыта посторонним. Принесите свой ключ на вкладке «Модели» или "
        "попросите владельца задать SPLITSCREEN_LOGIN или дневной SPLITSCREEN_BUDGET_USD: {detail}",
    ),
    "misuse.price": (
        "There is a budget, and the price of this can't be told beforehand. Set a length or choose another model; the "
        "owner may name the price in SPLITSCREEN_PRICES, or add unknown=allow to SPLITSCREEN_BUDGET_USD: {detail}",
        "Задан бюджет, а цену этого заранее узнать нельзя. Укажите длину или выберите другую модель; владелец может "
        "указать цену в SPLITSCREEN_PRICES или добавить unknown=allow в SPLITSCREEN_BUDGET_USD: {detail}",
    ),
    "misuse.cap_run": (
        "That costs more than one run may. Choose fewer models or a shorter clip: {detail}",
        "Это дороже, чем разрешено за один запуск. Выберите меньше моделей или короче ролик: {detail}",
    ),
    "misuse.cap_visitor": (
        "That is more than your share of today. Choose less, or come back tomorrow (UTC): {detail}",
        "Это больше вашей доли на сегодня. Выберите меньше или приходите завтра (UTC): {detail}",
    ),
    "misuse.cap_day": (
        "The budget of today has no room for that. Choose less, or come back tomorrow (UTC): {detail}",
        "Дневного бюджета на это не хватит. Выберите меньше или приходите завтра (UTC): {detail}",
    ),
    "misuse.guest": (
        "A visitor's own key paid for this clip. Bring that key in Models, then try again.",
        "Этот ролик оплачен собственным ключом посетителя. Принесите ключ на вкладке «Модели» и повторите.",
    ),
    "misuse.vendor": ("Choose whose key it is.", "Выберите, чей это ключ."),
    "misuse.key_bad": (
        "This is no key. Paste it again, whole and on one line.",
        "Это не ключ. Вставьте его снова, целиком и одной строкой.",
    ),
    "misuse.undo_late": (
        "A vote can be taken back for a minute after it. This one stands.",
        "Голос можно отозвать в течение минуты. Этот остаётся.",
    ),
    "misuse.judged": (
        "You have judged every pair that there is. Come back for new clips, or give a prompt of your own.",
        "Вы уже оценили все пары, какие есть. Возвращайтесь за новыми роликами или дайте свой запрос.",
    ),
    "misuse.unserved": (
        "This pair was not drawn for you, so the vote was not taken. Start a battle of your own.",
        "Эта пара досталась не вам, голос не принят. Начните свой поединок.",
    ),
    "misuse.replayed": (
        "This pair was voted on already. Take the next battle.",
        "За эту пару уже голосовали. Возьмите следующий поединок.",
    ),
    "misuse.over": (
        "This battle was drawn more than a day ago and is over. Take the next one.",
        "Этот поединок выпал больше суток назад и закончен. Возьмите следующий.",
    ),
    "misuse.stale": (
        "This battle was shown more than a day ago. Load the page again, then vote.",
        "Этот поединок показан больше суток назад. Обновите страницу и проголосуйте.",
    ),
    # Arena
    "arena.about": (
        "Two clips of the same words, by two models, drawn for you. Watch and **listen** to both, then vote. The names "
        "are told after the vote. With words of your own, new clips are made.",
        "Два ролика двух моделей по одному запросу, выбраны для вас. Посмотрите и **послушайте** оба, проголосуйте. "
        "Названия откроются после. По вашему запросу создаются новые ролики.",
    ),
    "arena.prompt": ("Prompt (empty: a pair is drawn)", "Запрос (пусто: пара выбирается)"),
    "arena.placeholder": ("Your own, or none", "Свой или никакого"),
    "arena.go": ("New battle", "Новый поединок"),
    "arena.cost": ("A battle costs at most about ${dollars}.", "Поединок стоит не более примерно ${dollars}."),
    "arena.cost_unknown": ("Some prices are not known.", "Некоторые цены неизвестны."),
    # a round while its names are hidden
    "blind.failed": ("This model made no clip.", "Эта модель не сделала ролик."),
    "battle.broken": (
        "One side made no clip, so there is nothing to vote on. Start the next battle.",
        "Одна из сторон не сделала ролик, голосовать не о чем. Начните следующий поединок.",
    ),
    "battle.over": (
        "This battle was drawn more than a day ago and is over: its clips are shown no more. Start the next one.",
        "Этот поединок выпал больше суток назад и закончен: его ролики больше не показываются. Начните следующий.",
    ),
    "battle.another": (
        "This battle was drawn for someone else, so your vote on it would not count. Start one of your own.",
        "Этот поединок достался другому, ваш голос в нём не засчитается. Начните свой.",
    ),
    "battle.gold": (
        "A trial: both were one clip, and the other than {letter} was spoilt on purpose. It counts for no model.",
        "Проверка: это один и тот же ролик, и другой, не {letter}, испорчен нарочно. Ни одной модели это не засчитано.",
    ),
    "battle.muted": (
        "A round without sound: judge the picture alone.",
        "Раунд без звука: оцените только изображение.",
    ),
    "battle.sound": (
        "A round without picture: listen to both, judge the sound alone.",
        "Раунд без изображения: послушайте оба и оцените только звук.",
    ),
    "vote.undone": (
        "Your vote is taken back: it stays in the file and counts no more. You may vote again.",
        "Голос отозван: он остаётся в файле, но не считается. Можно голосовать снова.",
    ),
    "vote.undone_blind": (
        "Your vote is taken back: it stays in the file and counts no more. You have seen the names, so a new vote on "
        "this pair is kept but not counted.",
        "Голос отозван: он остаётся в файле, но не считается. Вы видели названия, поэтому новый голос за эту пару "
        "сохранится, но не будет засчитан.",
    ),
    "vote.twice": (
        "You have voted on this comparison already; the first vote stands.",
        "Вы уже голосовали в этом сравнении; первый голос остаётся.",
    ),
    "vote.lost": ("The vote was not taken: {reason}", "Голос не принят: {reason}"),
    # Leaderboard
    "board.empty": (
        "No votes yet. Vote in Compare or Arena and the table appears here.",
        "Голосов пока нет. Проголосуйте в «Сравнить» или на «Арене», и здесь появится таблица.",
    ),
    "board.rank": ("Rank", "Место"),
    "board.model": ("Model", "Модель"),
    "board.rating": ("Rating (95 % interval)", "Рейтинг (интервал 95 %)"),
    "board.votes": ("Votes", "Голоса"),
    "board.share": ("Win share", "Доля побед"),
    "board.record": ("Wins · ties · losses", "Победы · ничьи · поражения"),
    "board.both_bad": ("Both bad", "Оба плохи"),
    "board.next": ("To the next", "До следующей"),
    "board.clips_spread": ("Clips differ", "Разброс"),
    "board.side": (
        "Side: between equal models the left clip wins {share} % of the decided votes ({low} … {high}).",
        "Сторона: при равных моделях левый ролик выигрывает {share} % решённых голосов ({low} … {high}).",
    ),
    "board.side_even": (
        "50 % is within: these votes show no leaning to a side.",
        "50 % внутри интервала: склонности к стороне по этим голосам не видно.",
    ),
    "board.side_left": (
        "50 % is not within: voters lean to the left. Sides are drawn at random, so no model gains by it, but it blurs "
        "all of them; “as between clips that are alike” takes it out.",
        "50 % вне интервала: голосующие тяготеют к левому. Стороны разыгрываются, так что ни одна модель от этого не "
        "выигрывает, но различия стираются; «как между одинаковыми роликами» это убирает.",
    ),
    "board.side_right": (
        "50 % is not within: voters lean to the right. Sides are drawn at random, so no model gains by it, but it "
        "blurs all of them; “as between clips that are alike” takes it out.",
        "50 % вне интервала: голосующие тяготеют к правому. Стороны разыгрываются, так что ни одна модель от этого не "
        "выигрывает, но различия стираются; «как между одинаковыми роликами» это убирает.",
    ),
    "board.more": ("More questions", "Ещё вопросы"),
    "board.language": ("Prompt's language, by lingua", "Язык запроса, по lingua"),
    "board.prompt_set": ("Prompt set", "Набор запросов"),
    "board.set_examples": ("this page's examples", "примеры этой страницы"),
    "board.group": ("Voters", "Голосующие"),
    "board.group_checked": ("whose checks were passed", "прошедшие проверку"),
    "board.since": ("From this day (UTC)", "С этого дня (UTC)"),
    "board.until": ("To this day (UTC)", "По этот день (UTC)"),
    "board.weight": ("Several criteria as one", "Несколько критериев сразу"),
    "board.weight_about": (
        "Weights of overall, picture, motion, sound, sync and prompt; then Enter.",
        "Веса: overall, picture, motion, sound, sync, prompt; затем Enter.",
    ),
    "board.unasked": ("This can't be asked: {reason}", "Так спросить нельзя: {reason}"),
    "board.lone": (
        "No win and no tie joins any of the models below with another, so nothing can be said of their places yet.",
        "Ни победа, ни ничья не связывает ни одну из моделей ниже с другой, поэтому об их местах пока сказать нечего.",
    ),
    "board.apart": (
        "No win and no tie joins the models below with those above, so they can't be compared; each group has places "
        "of its own about the mean 1000.",
        "Ни победа, ни ничья не связывает модели ниже с моделями выше, поэтому сравнить их нельзя; у каждой группы "
        "свои места и своё среднее 1000.",
    ),
    "board.provisional": ("preliminary", "предварительно"),
    "board.matrix": (
        "**Who beat whom.** Wins of the row's model over the column's, out of their meetings that were not both bad.",
        "**Кто кого побеждал.** Победы модели строки над моделью столбца из всех их встреч, кроме «оба плохи».",
    ),
    "board.method": (
        "Bradley–Terry with Davidson ties and a small prior; Elo scale, mean 1000; {votes} votes, of which both bad: "
        "{bad}.",
        "Брэдли–Терри с ничьими Дэвидсона и слабым априорным; шкала Эло, среднее 1000; голосов: {votes}, из них "
        "«оба плохи»: {bad}.",
    ),
    "board.read": ("How to read the columns", "Как читать столбцы"),
    "board.read_about": (
        "Rank: from one after all that are surely better to one before all that are surely worse (95 %). Preliminary: "
        "less sure than ± 100 points, not yet joined to the rest by wins or ties both ways. To the next: about "
        "how many more votes between a model and the one below would tell the two apart; 0: they are; —: there is "
        "no saying. Clips differ: how far clips that one model made for one prompt differ in points, beyond chance, "
        "with the 95 % interval; from 0: it may be chance; —: fewer than five prompts tell.",
        "Место: от следующего за всеми, кто точно лучше, до последнего перед всеми, кто точно хуже (95 %). "
        "Предварительно: точность хуже ± 100 пунктов или ещё нет побед и ничьих в обе стороны с остальными. До "
        "следующей: сколько примерно ещё нужно голосов между моделью и той, что под ней, чтобы их различить; 0: уже "
        "различимы; —: сказать нельзя. Разброс: на сколько пунктов сверх случая различаются ролики, которые "
        "одна модель сделала по одному запросу, с интервалом 95 %; от 0: может быть случаем; —: судить можно меньше "
        "чем по пяти запросам.",
    ),
    "board.criterion": ("Better in", "Лучше в том, что"),
    "board.on_overall": ("all in all", "в целом"),
    "board.on_picture": ("picture", "картинка"),
    "board.on_motion": ("motion and physics", "движение и физика"),
    "board.on_sound": ("sound", "звук"),
    "board.on_sync": ("sound in step with picture", "звук в такт картинке"),
    "board.on_prompt": ("what was asked for", "соответствие запросу"),
    "board.any": ("all", "все"),
    "board.category": ("Category", "Категория"),
    "board.task": ("Task", "Задача"),
    "board.mode": ("Rounds", "Раунды"),
    "board.mode_battle": ("battles, blind", "поединки вслепую"),
    "board.mode_blind": ("names hidden", "названия скрыты"),
    "board.mode_open": ("names shown", "названия видны"),
    "board.pool": ("Models", "Модели"),
    "board.pool_all": ("all", "все"),
    "board.pool_with_sound": ("with sound", "со звуком"),
    "board.pool_silent": ("silent", "без звука"),
    "board.whose": ("Votes", "Голоса"),
    "board.whose_all": ("everybody's", "всех"),
    "board.whose_mine": ("mine: my taste", "мои: мой вкус"),
    "board.even": ("As between clips that are alike", "Как между одинаковыми роликами"),
    "board.even_about": (
        "Accounts for side, sound, length, size and loudness, as far as the votes can tell them from the models.",
        "С поправкой на сторону, звук, длину, размер и громкость, если голоса позволяют отличить их от моделей.",
    ),
    "board.effects": (
        "Accounted for. So often wins, between equal models, the clip that (95 % interval):",
        "Учтено. Так часто при равных моделях выигрывает ролик, который (интервал 95 %):",
    ),
    "board.control_side": ("stands left", "стоит слева"),
    "board.control_sound": ("has sound, against one without", "со звуком, против ролика без звука"),
    "board.control_seconds": ("is twice as long", "вдвое длиннее"),
    "board.control_resolution": ("is twice as high in pixels", "вдвое выше в пикселях"),
    "board.control_loudness": ("was 1 LU louder before it was made equal", "был громче на 1 LU до выравнивания"),
    "board.mixed": (
        "Clips with and without sound are rated together.",
        "Ролики со звуком и без звука оцениваются вместе.",
    ),
    "board.own": (
        "A table of your own taste takes ten votes. Still missing: {missing}",
        "Таблице вашего вкуса нужно десять голосов. Ещё не хватает: {missing}",
    ),
    "board.agreement": (
        "Voters agree by Krippendorff's alpha of {alpha} (1: wholly; 0: as by chance).",
        "Согласие голосующих, альфа Криппендорфа: {alpha} (1 — полное, 0 — как по случаю).",
    ),
    "board.suspects": (
        "Voters whose votes are kept and not counted, as chance does not explain them: {count}.",
        "Голосующих, чьи голоса хранятся, но не считаются, потому что случаем их не объяснить: {count}.",
    ),
    "board.alarm": (
        "Attention: of the newest hundred ballots {now} % are left out, before that {before} %.",
        "Внимание: из последней сотни бюллетеней не считаются {now} %, а до того было {before} %.",
    ),
    "board.take": ("Take it away:", "Взять с собой:"),
    "board.as_csv": ("CSV", "CSV"),
    "board.as_md": ("Markdown", "Markdown"),
    "board.as_png": ("picture", "картинка"),
    "board.as_jsonl": ("battles as JSON Lines", "поединки в JSON Lines"),
    "board.origin": (
        "What this table was made from, and how to make it again",
        "Из чего эта таблица и как её повторить",
    ),
    "board.made": (
        "Method {method}; the first {bytes} bytes of votes.csv, SHA-256 {sha256}.",
        "Метод {method}; первые {bytes} байт votes.csv, SHA-256 {sha256}.",
    ),
    "board.gains": (
        "What sound adds: points of each model in whole rounds beyond those in muted ones (95 % interval).",
        "Что даёт звук: на сколько пунктов модель выше в полных раундах, чем в раундах без звука (интервал 95 %).",
    ),
    "board.none": (
        "No vote is like that. Ask for more of them above.",
        "Таких голосов нет. Выберите выше больше.",
    ),
    "board.rating_only": ("Rating", "Рейтинг"),
    "board.behaved": ("What was asked of them, and what came.", "Чего от них просили и что вышло."),
    "board.behaved_about": (
        "A battle in which one side fails is none, so failures move no rating; they are told here. Medians with 95 % "
        "intervals, of the newest 2000 comparisons. What was cancelled, or failed on this side, counts as not asked.",
        "Поединок, в котором одна сторона не справилась, не состоялся, поэтому сбои не меняют рейтинг; они показаны "
        "здесь. Медианы с интервалами 95 % по последним 2000 сравнений. Отменённое и сбои у нас не считаются.",
    ),
    "board.asked": ("Asked", "Просили"),
    "board.clips": ("Clips", "Роликов"),
    "board.refused": ("Refusals", "Отказов"),
    "board.timed_out": ("Time-outs", "Не дождались"),
    "board.errors": ("Errors", "Сбоев"),
    "board.wait": ("Wait for a clip, s", "Ожидание ролика, с"),
    "board.cost": ("Price of a clip, $", "Цена ролика, $"),
    "board.broken": ("The votes can't be read: {reason}", "Голоса не читаются: {reason}"),
    # History
    "history.empty": ("Nothing was compared here yet.", "Здесь ещё ничего не сравнивали."),
    "history.when": ("When (UTC)", "Когда (UTC)"),
    "history.prompt": ("Prompt", "Запрос"),
    "history.models": ("Models", "Модели"),
    "history.state": ("State", "Состояние"),
    "history.hidden": ("hidden until you vote", "скрыты до вашего голоса"),
    "history.running": ("running", "в работе"),
    "history.failed": ("{lost} of {of} failed", "не вышло: {lost} из {of}"),
    "history.voted": ("you voted", "вы голосовали"),
    "history.done": ("done", "готово"),
    # Models
    "models.model": ("Model", "Модель"),
    "models.tasks": ("Tasks", "Задачи"),
    "models.seconds": ("Seconds", "Секунды"),
    "models.aspects": ("Aspect ratios", "Форматы"),
    "models.resolutions": ("Resolutions", "Разрешения"),
    "models.sound": ("Sound", "Звук"),
    "models.price": ("Price per second", "Цена за секунду"),
    "models.standing": ("Standing", "Состояние"),
    "models.unknown": ("not known", "неизвестна"),
    "models.free": ("free", "бесплатно"),
    "models.ready": ("ready", "готова"),
    "models.wants": ("no key; set", "нет ключа; задайте"),
    "models.own": ("ready with your key", "готова с вашим ключом"),
    "models.off": ("off here: paid", "выключена: платная"),
    "models.off_why": (
        "Paid models are off: this page can be reached from other machines and has no login. They are back once its "
        "owner sets SPLITSCREEN_LOGIN or a day's SPLITSCREEN_BUDGET_USD; with a key of your own you can use them now.",
        "Платные модели выключены: страница доступна с других машин и не закрыта паролем. Они вернутся, когда владелец "
        "задаст SPLITSCREEN_LOGIN или дневной SPLITSCREEN_BUDGET_USD; со своим ключом ими можно пользоваться сейчас.",
    ),
    "keys.title": ("Use a key of your own", "Свой ключ"),
    "keys.about": (
        "A key that you bring is held in the app's memory while this page is open, is never written down, is used for "
        "your clips alone, and what it costs is yours. Whoever runs this app could read it.",
        "Ваш ключ хранится только в памяти приложения, пока открыта эта страница, никуда не записывается, служит лишь "
        "вашим роликам, и платите за них вы. Тот, кто запустил приложение, мог бы его прочесть.",
    ),
    "keys.vendor": ("Whose key", "Чей ключ"),
    "keys.key": ("Key", "Ключ"),
    "keys.use": ("Use for this visit", "Использовать в этот визит"),
    "keys.forget": ("Forget my keys", "Забыть мои ключи"),
    "keys.held": ("Held for this visit: {vendors}.", "На этот визит есть ключ: {vendors}."),
    "keys.forgotten": (
        "Your keys are forgotten. Clips under way still finish with them.",
        "Ваши ключи забыты. Ролики, которые уже создаются, будут закончены с ними.",
    ),
    "models.retired": ("retired on {date} ({source})", "снята {date} ({source})"),
    "model.keyless": ("{model} (no key: {variable})", "{model} (нет ключа: {variable})"),
    "model.off": ("{model} (paid; off here)", "{model} (платная; здесь выключена)"),
    "model.retired_short": ("{model} (retired {date})", "{model} (снята {date})"),
    # clips that exist
    "give.title": ("Add clips that exist", "Добавить готовые ролики"),
    "give.about": (
        "For systems that have no interface for programs: give the clip that one made, its name, and the prompt. "
        "Choose it in Compare with the same prompt, and it is judged like any other.",
        "Для систем без программного интерфейса: дайте ролик, название системы и запрос. Выберите её в «Сравнить» "
        "с тем же запросом, и ролик будет оцениваться наравне с другими.",
    ),
    "give.clips": ("Clips", "Ролики"),
    "give.model": ("Name of the model that made them", "Название модели, которая их сделала"),
    "give.prompts": (
        "Prompt; for several clips one a line, in the order of the clips",
        "Запрос; для нескольких роликов по одному в строке, в порядке роликов",
    ),
    "give.go": ("Add", "Добавить"),
    "give.number": ("Clip {number}. ", "Ролик {number}. "),
    "give.done": (
        "Added: {count}. The model stands in the table below and in Compare.",
        "Добавлено: {count}. Модель есть в таблице ниже и в «Сравнить».",
    ),
    "task.text_to_video": ("text to video", "текст в видео"),
    "task.image_to_video": ("image to video", "картинка в видео"),
    "task.video_to_video": ("video to video", "видео в видео"),
    "task.add_sound": ("sound for a silent clip", "звук для немого ролика"),
    "task.extend": ("extend", "продолжение"),
    "audio.always": ("always", "всегда"),
    "audio.optional": ("optional", "по желанию"),
    "audio.never": ("none", "нет"),
    # the live scene (assets/live.js)
    "live.about": (
        "A running scene to play with: drag to throw a ball, tap to push what is near (keys T and P do it too). What "
        "you see and hear is simulated while you do it.",
        "Сцена, которая живёт, пока вы играете: проведите — полетит мяч, коснитесь — толкнёте то, что рядом (или "
        "клавиши T и P). Всё, что видно и слышно, рассчитывается на ходу.",
    ),
    "live.example": ("five balls and three crates in the park", "пять мячей и три ящика в парке"),
    "live.prompt": ("What is in the scene", "Что в сцене"),
    "live.aspect": ("Aspect ratio", "Формат кадра"),
    "live.canvas": ("The running scene", "Живая сцена"),
    "live.start": ("Start", "Начать"),
    "live.stop": ("Stop", "Остановить"),
    "live.mute": ("Mute", "Без звука"),
    "live.rain": ("Rain", "Дождь"),
    "live.snow": ("Snow", "Снег"),
    "live.slow": ("Slow motion", "Замедлить"),
    "live.gravity": ("Gravity", "Тяжесть"),
    "live.keep": ("Keep the last 8 seconds", "Сохранить последние 8 секунд"),
    "live.kept": (
        "Kept as a clip of Live Scene. Compare it in the tab Compare with the prompt: {prompt}",
        "Сохранено как ролик «Live Scene». Сравните его на вкладке «Сравнить» по запросу: {prompt}",
    ),
    "live.starting": ("The scene is being set…", "Сцена готовится…"),
    "live.running": ("Running.", "Идёт."),
    "live.stopped": ("Stopped.", "Остановлено."),
    "live.busy": (
        "Others are playing with as many scenes as this machine can run. Try again in a minute.",
        "Другие играют со всеми сценами, которые тянет этот компьютер. Попробуйте через минуту.",
    ),
    "live.login": ("Log in first, then start again.", "Сначала войдите, потом начните снова."),
    "live.stranger": ("This page may not run scenes here.", "Эта страница не может запускать здесь сцены."),
    "live.lost": ("The connection is lost. Press Start to go on.", "Связь прервалась. Нажмите «Начать»."),
    # the stage (assets/stage.js)
    "stage.stage": ("Stage: clips side by side", "Сцена: ролики рядом"),
    "stage.empty": ("Nothing is on the stage yet.", "На сцене пока пусто."),
    "stage.controls": ("Playback", "Воспроизведение"),
    "stage.play": ("Play", "Играть"),
    "stage.pause": ("Pause", "Пауза"),
    "stage.press_play": ("Press play to watch and hear", "Нажмите, чтобы смотреть и слушать"),
    "stage.buffering": ("Loading…", "Загрузка…"),
    "stage.restart": ("From the start (R)", "С начала (R)"),
    "stage.back": ("One frame back (,)", "На кадр назад (,)"),
    "stage.forward": ("One frame on (.)", "На кадр вперёд (.)"),
    "stage.timeline": ("Position", "Позиция"),
    "stage.time_of": ("{at} of {total}", "{at} из {total}"),
    "stage.frame": ("frame {frame}", "кадр {frame}"),
    "stage.speed": ("Speed ([ and ])", "Скорость ([ и ])"),
    "stage.loop": ("Loop (O)", "По кругу (O)"),
    "stage.mute": ("Mute", "Выключить звук"),
    "stage.unmute": ("Unmute", "Включить звук"),
    "stage.volume": ("Volume", "Громкость"),
    "stage.fullscreen": ("Full screen (F)", "Во весь экран (F)"),
    "stage.help": ("Keys", "Клавиши"),
    "stage.close": ("Close", "Закрыть"),
    "stage.take": ("Clip {letter}", "Ролик {letter}"),
    "stage.hear": ("Listen to {letter}", "Слушать {letter}"),
    "stage.listen": ("Listen", "Слушать"),
    "stage.heard": ("You hear this", "Звучит"),
    "stage.muted": ("Muted", "Без звука"),
    "stage.no_sound": ("No sound", "Нет звука"),
    "stage.last_frame": ("Ended · last frame", "Конец · последний кадр"),
    "stage.waiting": ("Waiting to start", "Ждёт начала"),
    "stage.submitting": ("Sending the request", "Запрос отправляется"),
    "stage.queued": ("In the queue", "В очереди"),
    "stage.queued_place": ("In the queue, place {place}", "В очереди, место {place}"),
    "stage.running": ("Making the clip", "Ролик создаётся"),
    "stage.running_percent": ("Making the clip: {percent} %", "Ролик создаётся: {percent} %"),
    "stage.checking": ("Checking the clip", "Ролик проверяется"),
    "stage.done": ("Ready", "Готово"),
    "stage.done_hidden": ("Ready, waiting for the others", "Готово, ждём остальных"),
    "stage.no_clip": ("There is no clip", "Ролика нет"),
    "stage.failed": ("Not made", "Не получилось"),
    "stage.elapsed": ("{seconds} s so far", "прошло {seconds} с"),
    "stage.progress": ("Progress of all clips", "Готовность всех роликов"),
    "stage.stop": ("Stop", "Остановить"),
    "stage.stop_one": ("Stop clip {letter}", "Остановить ролик {letter}"),
    "stage.stop_all": ("Stop all", "Остановить все"),
    "stage.move_key": ("Your move: set or renew the key.", "Ваш ход: задайте или обновите ключ."),
    "stage.move_prompt": ("Your move: change the prompt.", "Ваш ход: измените запрос."),
    "stage.move_wait": ("Nothing to mend: wait and try again.", "Чинить нечего: подождите и повторите."),
    "stage.move_report": ("This is a bug: please report it.", "Это ошибка программы: сообщите о ней."),
    "stage.media_network": ("The clip did not arrive: the connection broke.", "Ролик не дошёл: связь прервалась."),
    "stage.media_decode": (
        "The clip can't be played here: it is missing, or this browser can't read it.",
        "Ролик здесь не проигрывается: его нет, или браузер не может его прочесть.",
    ),
    "stage.media_origin": (
        "The clip lies on another site and is not loaded.",
        "Ролик лежит на другом сайте и не загружается.",
    ),
    "stage.reload": ("Try again", "Ещё раз"),
    "stage.retry_free": ("Try again", "Ещё раз"),
    "stage.retry_paid": ("Try again (costs again)", "Ещё раз (снова платно)"),
    "stage.note_dropped": (
        "{field}: asked {asked}, which this model does not take",
        "{field}: просили {asked}, модель этого не принимает",
    ),
    "stage.cost_unknown": ("Price not known", "Цена неизвестна"),
    "stage.note": ("{field}: asked {asked}, given {given}", "{field}: просили {asked}, дано {given}"),
    "stage.note_given": ("{field}: {given}", "{field}: {given}"),
    "stage.mark": (
        "Carries a visible mark, which may tell whose it is",
        "Виден знак, который может выдать автора",
    ),
    "stage.seam": (
        "Joined at {at} s: brightness {brightness}×, motion {motion}× the usual step, loudness {loudness} dB",
        "Стык на {at} с: яркость {brightness}×, движение {motion}× обычного шага, громкость {loudness} дБ",
    ),
    "stage.field_seconds": ("Length", "Длина"),
    "stage.field_aspect_ratio": ("Shape", "Формат"),
    "stage.field_resolution": ("Resolution", "Разрешение"),
    "stage.field_fps": ("Frame rate", "Частота кадров"),
    "stage.field_seed": ("Seed", "Зерно"),
    "stage.field_audio": ("Sound", "Звук"),
    "stage.field_codec": ("Codec", "Кодек"),
    "stage.field_sound": ("Sound", "Звук"),
    "stage.field_extend": ("Extension", "Продолжение"),
    "stage.field_negative_prompt": ("Negative prompt", "Чего избегать"),
    "stage.understood": ("Understood", "Понято"),
    "stage.ignored": ("Ignored", "Пропущено"),
    "stage.cost": ("Cost: ${usd}", "Цена: ${usd}"),
    "stage.cost_of_estimate": ("Cost: ${usd}, estimated ${estimate}", "Цена: ${usd}, оценка ${estimate}"),
    "stage.estimate": ("About ${usd}", "Около ${usd}"),
    "stage.free": ("Free", "Бесплатно"),
    "stage.extend": ("Extend", "Продолжить"),
    "stage.extend_this": ("Extend clip {letter}", "Продолжить ролик {letter}"),
    "stage.video_to_video": ("Change", "Изменить"),
    "stage.video_to_video_this": ("Change clip {letter}", "Изменить ролик {letter}"),
    "stage.download": ("Download", "Скачать"),
    "stage.download_this": (
        "Download clip {letter} as its maker sent it",
        "Скачать ролик {letter}, каким его прислали",
    ),
    "stage.question": ("Which is better?", "Какой лучше?"),
    "stage.question_many": ("Which is the best?", "Какой лучше всех?"),
    "stage.better": ("{letter} is better", "Лучше {letter}"),
    "stage.best": ("{letter} is the best", "Лучший — {letter}"),
    "stage.tie": ("Tie", "Поровну"),
    "stage.both_bad": ("Both bad", "Оба плохи"),
    "stage.all_bad": ("All bad", "Все плохи"),
    "stage.ready": ("The clips are ready.", "Ролики готовы."),
    "stage.may_vote": ("You can vote now.", "Теперь можно голосовать."),
    "stage.not_yet": ("Not yet.", "Пока рано."),
    "stage.watch_more": (
        "Watch a few seconds first: {letters}.",
        "Сначала посмотрите хоть несколько секунд: {letters}.",
    ),
    "stage.listen_more": (
        "Listen first: {letters}.",
        "Сначала послушайте: {letters}.",
    ),
    "stage.unmute_more": (
        "The sound is off: turn it on and listen to {letters}.",
        "Звук выключен: включите и послушайте {letters}.",
    ),
    "stage.worst": ("{letter} is the worst", "Худший — {letter}"),
    "stage.more": ("Say more", "Подробнее"),
    "stage.skip": ("Skip", "Пропустить"),
    "stage.skip_ask": ("Why skip?", "Почему?"),
    "stage.skip_alike": ("I see no difference", "Не вижу разницы"),
    "stage.skip_broken": ("A clip doesn't play", "Ролик не играет"),
    "stage.skip_unsure": ("I can't judge this", "Не могу судить"),
    "stage.skip_unpleasant": ("I'd rather not watch this", "Не хочу это смотреть"),
    "stage.skip_known": ("I know whose clip this is", "Знаю, чей это ролик"),
    "stage.skipped": ("Skipped: nothing is counted.", "Пропущено: ничего не засчитано."),
    "stage.undo_told": ("U takes it back, for a minute.", "U отзовёт его, в течение минуты."),
    "stage.undo": ("Take back", "Отозвать"),
    "stage.undo_for": ("Take back ({seconds} s)", "Отозвать ({seconds} с)"),
    "stage.send": ("Send the vote", "Отправить голос"),
    "stage.pick_first": ("Say first which is better.", "Сначала скажите, какой лучше."),
    "stage.picked": ("Your answer: {answer}.", "Ваш ответ: {answer}."),
    "stage.ask_picture": ("Picture", "Изображение"),
    "stage.ask_motion": ("Motion and physics", "Движение и физика"),
    "stage.ask_sound": ("Sound", "Звук"),
    "stage.ask_sync": ("Sound in step with picture", "Звук и картинка вместе"),
    "stage.ask_prompt": ("As the prompt asks", "По запросу"),
    "stage.best_of": ("The best", "Лучший"),
    "stage.worst_of": ("The worst", "Худший"),
    "stage.rank_all": ("Or all in order, best first", "Или все по порядку, лучший первым"),
    "stage.rank_next": ("{letter} comes next", "Следующий — {letter}"),
    "stage.rank_again": ("Anew", "Заново"),
    "stage.why": ("{letter}: why?", "{letter}: почему?"),
    "stage.comment": ("A comment, if you like", "Комментарий, если хотите"),
    "stage.why_sharp": ("sharp, beautiful", "чётко, красиво"),
    "stage.why_ugly": ("blurred, ugly", "мутно, некрасиво"),
    "stage.why_smooth": ("smooth", "плавно"),
    "stage.why_jerky": ("jerks, flickers", "дёргается, мерцает"),
    "stage.why_physics_right": ("moves as it would", "движется как в жизни"),
    "stage.why_physics_wrong": ("against physics", "против физики"),
    "stage.why_sound_right": ("good sound", "хороший звук"),
    "stage.why_sound_wrong": ("bad or wrong sound", "плохой или не тот звук"),
    "stage.why_in_sync": ("in sync", "звук вовремя"),
    "stage.why_out_of_sync": ("out of sync", "звук не вовремя"),
    "stage.why_as_asked": ("what was asked", "то, что просили"),
    "stage.why_not_as_asked": ("not what was asked", "не то, что просили"),
    "stage.blind_wait": (
        "The clips appear together when the last is ready.",
        "Ролики появятся вместе, когда будет готов последний.",
    ),
    "stage.sending": ("Saving your vote…", "Голос сохраняется…"),
    "stage.thanks": ("Thank you: your vote is saved.", "Спасибо: ваш голос сохранён."),
    "stage.your_choice": ("Your choice", "Ваш выбор"),
    "stage.next": ("Next battle", "Следующий бой"),
    "stage.key_play": ("Play, pause", "Играть, пауза"),
    "stage.key_seek": ("One second back, on", "На секунду назад, вперёд"),
    "stage.key_step": ("One frame back, on", "На кадр назад, вперёд"),
    "stage.key_speed": ("Slower, faster", "Медленнее, быстрее"),
    "stage.key_restart": ("From the start", "С начала"),
    "stage.key_loop": ("Loop", "По кругу"),
    "stage.key_hear": ("Listen to that clip", "Слушать этот ролик"),
    "stage.key_hear_next": ("Listen to the next clip", "Слушать следующий ролик"),
    "stage.key_mute": ("Mute", "Без звука"),
    "stage.key_vote": ("Vote for that clip", "Голос за этот ролик"),
    "stage.key_tie": ("Vote: tie", "Голос: поровну"),
    "stage.key_bad": ("Vote: both (all) bad", "Голос: оба (все) плохи"),
    "stage.key_more": ("Say more: the long ballot", "Подробнее: длинный бюллетень"),
    "stage.key_comment": ("Write a comment", "Написать комментарий"),
    "stage.key_leave": ("Leave the comment", "Выйти из комментария"),
    "stage.key_send": ("Send the long ballot", "Отправить длинный бюллетень"),
    "stage.key_skip": ("Skip, then 1 … 5 for why", "Пропустить, затем 1 … 5: почему"),
    "stage.key_undo": ("Take the vote back, for a minute", "Отозвать голос, в течение минуты"),
    "stage.key_next": ("Next battle", "Следующий бой"),
    "stage.key_full": ("Full screen", "Во весь экран"),
    "stage.key_help": ("This list", "Этот список"),
}


def words(language: Language, place: str = "") -> dict[str, str]:
    """All words of a place (`stage`), by the rest of their key; of all places by full key."""
    column = 1 if language == "ru" else 0
    prefix = f"{place}." if place else ""
    return {key.removeprefix(prefix): both[column] for key, both in WORDS.items() if key.startswith(prefix)}


def say(language: Language, key: str, **values: object) -> str:
    """One sentence, filled in."""
    return WORDS[key][1 if language == "ru" else 0].format(**values)


def refusal(language: Language, misuse: Misuse) -> str:
    """Why the desk would not do it, in the page's words."""
    key = f"misuse.{misuse.code}"
    return say(language, key, detail=misuse.detail) if key in WORDS else str(misuse)


def language_of(accept_language: str | None) -> Language:
    """The language a browser asks for (its `Accept-Language` header), English unless it prefers Russian."""
    first = (accept_language or "en").split(",")[0].strip().lower()
    return "ru" if first.startswith("ru") else "en"
