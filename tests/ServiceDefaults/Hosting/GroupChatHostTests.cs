using System.Net;
using System.Net.Sockets;
using GroupChat.ServiceDefaults.Tests.Storage;
using GroupChat.ServiceDefaults.Tests.Support;
using GroupChat.TestSupport;

namespace GroupChat.ServiceDefaults.Tests.Hosting;

public sealed class GroupChatHostTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TempFolder _folder = new();
    private readonly string _environment = $"Test{Path.GetRandomFileName().Replace(".", "", StringComparison.Ordinal)}";

    private string SettingsFile => Path.Combine(AppContext.BaseDirectory, $"appsettings.{_environment}.json");

    public void Dispose()
    {
        File.Delete(SettingsFile);
        _folder.Dispose();
    }

    [Fact]
    public async Task Run_SettingsFromEverywhere_ServesUntilTheSignalAndExitsZero()
    {
        await File.WriteAllTextAsync(SettingsFile, """{ "Sample": { "Title": "from the file", "Limit": 5 }, "Urls": "http://192.0.2.1:1" }""");
        using var child = Start([("GROUPCHAT_Sample__Title", "from the environment"), ("GROUPCHAT_URLS", "http://192.0.2.2:2")]);
        var url = await ListeningUrl(child).Within(Patience);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });

        Assert.Equal("from the environment", await client.GetStringAsync(url).Within());
        Assert.True(File.Exists(_folder.File("data/notes.db")));
        child.Terminate();

        Assert.Equal(0, await child.ExitCode().Within(Patience));
        Assert.Equal("", await child.Errors.ReadToEndAsync().Within());
        Assert.False(File.Exists(_folder.File("data/notes.db-wal")));
    }

    [Fact]
    public async Task Run_UnknownSettings_NamesEachOnALine()
    {
        await File.WriteAllTextAsync(SettingsFile, """{ "Sample": { "Titel": "x" }, "ConnectionStrings": { "Main": "secret" } }""");

        await AssertRefused(
            ["--Sample:Limt=1"],
            [("GROUPCHAT_Sample__Loudness", "x")],
            "groupchat: ConnectionStrings:Main: unknown setting (appsettings.*.json)",
            "groupchat: Sample:Limt: unknown setting (command line); did you mean Sample:Limit?",
            "groupchat: Sample:Loudness: unknown setting (environment variable GROUPCHAT_Sample__Loudness)",
            "groupchat: Sample:Titel: unknown setting (appsettings.*.json); did you mean Sample:Title?");
    }

    [Fact]
    public async Task Run_BrokenSettingsFile_NamesTheFile()
    {
        await File.WriteAllTextAsync(SettingsFile, "{ \"Sample\": ");

        await AssertRefused([], [], $"groupchat: appsettings.json: *appsettings.{_environment}.json*LineNumber: 0*");
    }

    [Fact]
    public async Task Run_PortTaken_SaysSoInOneLine()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        await AssertRefused([$"--urls=http://{other.LocalEndpoint}"], [], $"groupchat: Urls: http://{other.LocalEndpoint} is in use already; *");
    }

    [Fact]
    public async Task Run_NoAddress_SaysSoInOneLine() =>
        await AssertRefused(["--urls", "8080"], [], "groupchat: Urls: '8080' is not an address; write http://localhost:8080");

    [Fact]
    public async Task Run_FolderNotWritable_SaysSoInOneLine()
    {
        await File.WriteAllTextAsync(_folder.File("file"), "in the way");

        await AssertRefused([$"--data={_folder.File("file/data")}"], [], "groupchat: Data: * is not a folder this process can write to: *");
    }

    [Fact]
    public async Task Run_NewerDatabase_SaysSoInOneLineAndLeavesItAlone()
    {
        Directory.CreateDirectory(_folder.File("data"));
        RawSqlite.Run(_folder.File("data/notes.db"), "CREATE TABLE t(id); PRAGMA application_id = 0x47437473; PRAGMA user_version = 7;");
        var before = await File.ReadAllBytesAsync(_folder.File("data/notes.db"));

        await AssertRefused([], [], "groupchat: Data: *notes.db was written by a newer version (schema 7, this one knows 1); *");

        Assert.Equal(before, await File.ReadAllBytesAsync(_folder.File("data/notes.db")));
    }

    [Fact]
    public async Task Run_FolderInUse_SaysSoAndTheFirstGoesOn()
    {
        using var first = Start([]);
        var url = await ListeningUrl(first).Within(Patience);

        await AssertRefused([], [], "groupchat: Data: *data is in use by another process; stop it or choose another folder with --data");

        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        Assert.Equal("untitled", await client.GetStringAsync(url).Within());
    }

    [Fact]
    public async Task Run_Help_ListsTheSettings()
    {
        using var child = ChildProcess.Start(["host", "--help"]);

        var output = await child.Output.ReadToEndAsync().Within(Patience);

        Assert.Equal(0, await child.ExitCode().Within(Patience));
        Assert.Contains("  --Data=TEXT\n", output, StringComparison.Ordinal);
        Assert.Contains("  --Sample:Limit=NUMBER\n", output, StringComparison.Ordinal);
        Assert.Contains("  --Sample:Named:*:Depth=NUMBER\n", output, StringComparison.Ordinal);
    }

    private ChildProcess Start((string, string)[] environment, params string[] args) => ChildProcess.Start(
        ["host", $"--data={_folder.File("data")}", "--urls=http://127.0.0.1:0", .. args], [("DOTNET_ENVIRONMENT", _environment), .. environment]);

    private async Task AssertRefused(string[] args, (string, string)[] environment, params string[] lines)
    {
        using var child = Start(environment, args);
        var output = await child.Output.ReadToEndAsync().Within(Patience);
        var errors = await child.Errors.ReadToEndAsync().Within(Patience);

        Assert.Equal(1, await child.ExitCode().Within(Patience));
        Assert.Equal("", output);
        var printed = errors.TrimEnd('\n').Split('\n');
        Assert.Equal(lines.Length, printed.Length);
        foreach (var (line, actual) in lines.Zip(printed))
            Assert.True(System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(line, actual), errors);
    }

    private static async Task<string> ListeningUrl(ChildProcess child)
    {
        const string Marker = "Now listening on: ";
        while (await child.Output.ReadLineAsync() is { } line)
        {
            if (line.Contains(Marker, StringComparison.Ordinal))
                return line[(line.IndexOf(Marker, StringComparison.Ordinal) + Marker.Length)..];
        }

        throw new InvalidOperationException(await child.Errors.ReadToEndAsync());
    }
}
