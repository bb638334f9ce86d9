using GroupChat.ServiceDefaults.Hosting;
using GroupChat.TestSupport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.ServiceDefaults.Tests.Hosting;

public sealed class DataFolderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Take_NoFolder_MakesItForTheOwnerOnly()
    {
        using var taken = DataFolderLock.Take(_folder.File("a/b"));

        Assert.Equal(_folder.File("a/b/chat.db"), taken.Folder.File("chat.db"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(taken.Folder.Path));
    }

    [Fact]
    public void Take_HeldByAnother_SaysSoUntilItIsReleased()
    {
        using (DataFolderLock.Take(_folder.Path))
        {
            var error = Assert.Throws<StartupError>(() => DataFolderLock.Take(_folder.Path));
            Assert.Equal("Data", error.Setting);
            Assert.Contains("in use by another process", error.Message, StringComparison.Ordinal);
        }

        DataFolderLock.Take(_folder.Path).Dispose();
    }

    [Theory]
    [InlineData("file")]
    [InlineData("file/below")]
    [InlineData("")]
    [InlineData("nul\0")]
    public void Take_NoUsableFolder_NamesTheSetting(string name)
    {
        File.WriteAllText(_folder.File("file"), "in the way");

        var error = Assert.Throws<StartupError>(() => DataFolderLock.Take(name.Length == 0 ? name : _folder.File(name)));

        Assert.Equal("Data", error.Setting);
        Assert.DoesNotContain("in use", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddDataFolder_Configured_IsGivenAndReleasedWithTheContainer()
    {
        var services = new ServiceCollection().AddDataFolder();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection([new("Data", _folder.Path)])
            .Build());
        await using (var provider = services.BuildServiceProvider())
            Assert.Equal(_folder.Path, provider.GetRequiredService<DataFolder>().Path);

        DataFolderLock.Take(_folder.Path).Dispose();
    }
}
