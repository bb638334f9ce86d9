namespace GroupChat.Integration.Tests;

/// <summary>What cannot start says why in one line, exits with 1 and damages nothing.</summary>
public sealed class StartupTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("groupchat-start-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("Chat:NoSuchSetting", "--Chat:NoSuchSetting=1")]
    [InlineData("colour", "--colour=red")]
    [InlineData("Sessions:AccessTokenMinutes", "--Sessions:AccessTokenMinutes=soon")]
    [InlineData("Sessions:AccessTokenMinutes", "--Sessions:AccessTokenMinutes=0")]
    [InlineData("Urls", "--urls=nonsense")]
    public async Task Start_BadSetting_NamesItInOneLine(string setting, string argument) =>
        await FailsAsync(setting, "--urls", "http://127.0.0.1:0", "--data", _folder, argument);

    [Fact]
    public async Task Start_PortTaken_NamesUrls()
    {
        await using var first = await GatewayProcess.StartNewAsync(Path.Combine(_folder, "first"));

        await FailsAsync("Urls", "--urls", first.Address, "--data", Path.Combine(_folder, "second"));
    }

    [Fact]
    public async Task Start_DataFolderTaken_NamesData()
    {
        await using var first = await GatewayProcess.StartNewAsync(_folder);

        await FailsAsync("Data", "--urls", "http://127.0.0.1:0", "--data", _folder);
    }

    [Fact]
    public async Task Start_DataIsAFile_NamesData()
    {
        var file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "mine");

        await FailsAsync("Data", "--urls", "http://127.0.0.1:0", "--data", file);

        Assert.Equal("mine", await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task Start_CorruptDatabase_NamesDataAndLeavesItAlone()
    {
        var database = Path.Combine(_folder, "chat.db");
        var garbage = Enumerable.Range(0, 8192).Select(number => (byte)(number * 31)).ToArray();
        await File.WriteAllBytesAsync(database, garbage);

        await FailsAsync("Data", "--urls", "http://127.0.0.1:0", "--data", _folder);

        Assert.Equal(garbage, await File.ReadAllBytesAsync(database));
    }

    private static async Task FailsAsync(string setting, params string[] arguments)
    {
        var (code, output) = await Commands.RunAsync("dotnet", [Commands.GatewayDll, .. arguments]);

        Assert.Equal(1, code);
        var line = Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(setting, line, StringComparison.OrdinalIgnoreCase);
    }
}
