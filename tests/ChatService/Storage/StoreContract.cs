using GroupChat.ServiceDefaults.Storage;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Storage;

/// <summary>What the stores promise, tried on each backend by a subclass of its own.</summary>
public abstract class StoreContract : IAsyncLifetime
{
    private readonly Func<Task<string>> _backend;
    private readonly Func<ISqlDatabase, ISqlDatabase>? _spoil;
    private readonly List<IDisposable> _opened = [];
    private string _postgres = "";
    private TempFolder _folder = null!;

    private protected StoreContract(Func<Task<string>> backend, Func<ISqlDatabase, ISqlDatabase>? spoil = null) =>
        (_backend, _spoil) = (backend, spoil);

    private protected StoreHouse Store { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _postgres = await _backend();
        _folder = Keep(new TempFolder());
        Store = Keep(new StoreHouse(_folder, _postgres, _spoil));
    }

    public Task DisposeAsync()
    {
        for (var i = _opened.Count - 1; i >= 0; i--)
            _opened[i].Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Another process on the same data where the backend has room for one; else the same.</summary>
    private protected StoreHouse AnotherWriter() => _postgres.Length == 0 ? Store : Keep(new StoreHouse(Keep(new TempFolder()), _postgres, _spoil));

    /// <summary>The same data after the process has ended and begun again.</summary>
    private protected StoreHouse Reopened()
    {
        Store.Dispose();
        return Keep(new StoreHouse(_folder, _postgres, _spoil));
    }

    /// <summary>An empty database of the same kind.</summary>
    private protected async Task<StoreHouse> EmptyAsync() => Keep(new StoreHouse(Keep(new TempFolder()), await _backend(), _spoil));

    private T Keep<T>(T opened)
        where T : IDisposable
    {
        _opened.Add(opened);
        return opened;
    }
}
