using Google.Protobuf.Reflection;
using Google.Rpc;

namespace GroupChat.ServiceDefaults.Reflection;

/// <summary>
/// The contracts of the services that are mapped, as reflection clients ask for them, and the details that errors carry, so that
/// a generic tool can show why a call failed.
/// </summary>
internal sealed class ReflectionCatalog
{
    private readonly Lock _lock = new();
    private readonly List<ServiceDescriptor> _services = [];
    private SymbolIndex? _index;

    /// <summary>Full names, sorted.</summary>
    public IEnumerable<string> Services
    {
        get
        {
            lock (_lock)
                return [.. _services.Select(service => service.FullName).Distinct().Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>Made at the first question: most processes are never asked.</summary>
    public SymbolIndex Index
    {
        get
        {
            lock (_lock)
                return _index ??= new([.. _services.Select(service => service.File), ErrorDetailsReflection.Descriptor]);
        }
    }

    public void Add(ServiceDescriptor service)
    {
        lock (_lock)
        {
            _services.Add(service);
            _index = null;
        }
    }
}
