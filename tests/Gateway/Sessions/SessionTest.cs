using GroupChat.Gateway.Sessions.Storage;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Storage;
using GroupChat.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace GroupChat.Gateway.Tests.Sessions;

/// <summary>A database of sessions, in a file or in PostgreSQL, and a clock moved by hand.</summary>
public abstract class SessionTest : IAsyncLifetime
{
    private readonly Func<Task<string>> _backend;
    private readonly List<IDisposable> _opened = [];
    private string _postgres = "";
    private TempFolder _folder = null!;
    private SessionDatabase _database = null!;

    private protected SessionTest(Func<Task<string>> backend) => _backend = backend;

    private protected ManualTimeProvider Time { get; } = new();

    /// <summary>More than one server may open the database.</summary>
    private protected bool IsShared => _postgres.Length > 0;

    public async Task InitializeAsync()
    {
        _postgres = await _backend();
        _folder = Keep(new TempFolder());
        _database = Open();
    }

    public Task DisposeAsync()
    {
        for (var i = _opened.Count - 1; i >= 0; i--)
            _opened[i].Dispose();
        return Task.CompletedTask;
    }

    private protected static async Task<DomainError> FailsAsync(string reason, Func<Task> call)
    {
        var error = await Assert.ThrowsAsync<DomainError>(() => call().Within());
        Assert.Equal(reason, error.Reason);
        return error;
    }

    /// <summary>As after a start.</summary>
    private protected void Reopen()
    {
        _database.Dispose();
        _database = Open();
    }

    private protected SessionDatabase Open() => Keep(new SessionDatabase(
        new DataFolder(_folder.Path), new StorageOptions { Postgres = _postgres }, NullLogger<SessionDatabase>.Instance));

    /// <summary>A fresh set of objects over the database, as after a start.</summary>
    private protected SessionServer Build(SessionDatabase? database = null) => new(database ?? _database, Time);

    private T Keep<T>(T opened)
        where T : IDisposable
    {
        _opened.Add(opened);
        return opened;
    }
}
