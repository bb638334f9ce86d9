namespace GroupChat.Agents.Tests.Extractive;

/// <summary>The answerer knows no language; it must still find sentences in many, and refuse in each.</summary>
public sealed class LanguagesTests
{
    private const string German =
        "Der Server speichert alle Nachrichten in einer Datei. Sicherungen werden jede Nacht um drei Uhr erstellt. "
        + "Ein Raum hat höchstens tausend Mitglieder. Das Passwort läuft nach neunzig Tagen ab.";

    private const string French =
        "Le serveur écoute sur le port 8080. Les sauvegardes sont effectuées chaque nuit. Un salon peut avoir mille membres.";

    private const string Spanish = "El servidor guarda los mensajes en un archivo. Las copias de seguridad se hacen cada noche.";

    private const string Chinese = "服务器默认监听8080端口。每条消息最多包含32768字节。备份每天凌晨三点进行。会话令牌的有效期为三十天。";

    private const string Japanese = "サーバーは8080番ポートで待ち受けます。バックアップは毎晩三時に作成されます。添付ファイルの上限は十メガバイトです。";

    private const string Korean = "서버는 8080 포트에서 대기합니다. 백업은 매일 새벽 세 시에 생성됩니다. 첨부 파일의 최대 크기는 십 메가바이트입니다.";

    private const string Russian = "Сервер хранит сообщения в файле. Резервные копии создаются каждую ночь. Комната вмещает тысячу участников.";

    [Theory]
    [InlineData(German, "Wann werden Sicherungen erstellt?", "Sicherungen werden jede Nacht um drei Uhr erstellt.")]
    [InlineData(German, "wie viele mitglieder hat ein raum", "Ein Raum hat höchstens tausend Mitglieder.")]
    [InlineData(German, "WANN LÄUFT DAS PASSWORT AB?", "Das Passwort läuft nach neunzig Tagen ab.")]
    [InlineData(French, "Sur quel port le serveur écoute-t-il ?", "Le serveur écoute sur le port 8080.")]
    [InlineData(French, "Quand la sauvegarde est-elle effectuée ?", "Les sauvegardes sont effectuées chaque nuit.")]
    [InlineData(Spanish, "¿Dónde guarda el servidor los mensajes?", "El servidor guarda los mensajes en un archivo.")]
    [InlineData(Chinese, "服务器监听哪个端口？", "服务器默认监听8080端口。")]
    [InlineData(Chinese, "备份什么时候进行？", "备份每天凌晨三点进行。")]
    [InlineData(Chinese, "会话令牌的有效期是多少？", "会话令牌的有效期为三十天。")]
    [InlineData(Japanese, "バックアップはいつ作成されますか？", "バックアップは毎晩三時に作成されます。")]
    [InlineData(Japanese, "添付ファイルの上限はいくつですか", "添付ファイルの上限は十メガバイトです。")]
    [InlineData(Korean, "백업은 언제 생성됩니까?", "백업은 매일 새벽 세 시에 생성됩니다.")]
    [InlineData(Russian, "Когда создаются резервные копии?", "Резервные копии создаются каждую ночь.")]
    public async Task Question_InTheLanguageOfTheText_FindsItsSentence(string text, string question, string sentence)
    {
        var (_, citations) = await Asking.AskAsync(question, Asking.Passage(text, ""));
        Assert.Equal(sentence, citations.FirstOrDefault()?.Snippet);
    }

    [Theory]
    [InlineData(German, "Wie heißt die Hauptstadt von Frankreich?")]
    [InlineData(French, "Quelle est la recette du gâteau au chocolat ?")]
    [InlineData(Spanish, "¿Quién ganó el mundial de fútbol?")]
    [InlineData(Chinese, "法国的首都是哪里？")]
    [InlineData(Japanese, "フランスの首都はどこですか？")]
    [InlineData(Korean, "프랑스의 수도는 어디입니까?")]
    [InlineData(Russian, "Какая столица Франции?")]
    public async Task Question_AboutSomethingElse_IsRefused(string text, string question)
    {
        var (_, citations) = await Asking.AskAsync(question, Asking.Passage(text, ""));
        Assert.Empty(citations);
    }
}
