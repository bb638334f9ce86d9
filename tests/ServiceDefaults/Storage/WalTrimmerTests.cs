using GroupChat.ServiceDefaults.Storage;
using GroupChat.TestSupport;

namespace GroupChat.ServiceDefaults.Tests.Storage;

public sealed class WalTrimmerTests : IDisposable
{
    private const long Limit = 100_000;

    private readonly TempFolder _folder = new();
    private readonly SqliteSession _session;
    private readonly WalTrimmer _trimmer;

    public WalTrimmerTests()
    {
        var file = _folder.File("notes.db");
        _session = SqliteOpener.OpenWriter(file, Notes.Schema);
        _trimmer = new WalTrimmer(file + "-wal", _session, Limit);
    }

    private long WalLength => new FileInfo(_folder.File("notes.db-wal")).Length;

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Trim_ShortLog_LeavesIt()
    {
        Notes.Insert(_session, "short");
        var before = WalLength;

        Assert.Null(_trimmer.TrimIfLong());

        Assert.InRange(before, 1, Limit);
        Assert.Equal(before, WalLength);
    }

    [Fact]
    public void Trim_LongLog_CutsItOff()
    {
        GrowLog("a");

        Assert.Null(_trimmer.TrimIfLong());

        Assert.Equal(0, WalLength);
    }

    [Fact]
    public void Trim_ReaderInTheWay_ComesBackLater()
    {
        Notes.Insert(_session, "seen by the reader");
        using var reader = SqliteOpener.OpenReader(_folder.File("notes.db"));
        reader.Execute("BEGIN");
        reader.QuerySingle("SELECT count(*) FROM notes", row => row.GetInt32(0));
        GrowLog("a");

        var left = _trimmer.TrimIfLong();
        var soonAfter = _trimmer.TrimIfLong();
        reader.Execute("COMMIT");

        Assert.Equal(WalLength, left);
        Assert.Null(soonAfter);
        Assert.Equal(5000, _session.QuerySingle("PRAGMA busy_timeout", row => row.GetInt32(0)));
    }

    private void GrowLog(string mark)
    {
        for (var i = 0; WalLength < Limit; i++)
            Notes.Insert(_session, mark + i + new string('x', 4000));
    }
}
