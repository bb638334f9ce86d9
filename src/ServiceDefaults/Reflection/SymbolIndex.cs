using Google.Protobuf.Reflection;

namespace GroupChat.ServiceDefaults.Reflection;

/// <summary>Which file declares what, over some files and all that they import.</summary>
internal sealed class SymbolIndex
{
    private readonly Dictionary<string, FileDescriptor> _files = [];
    private readonly Dictionary<string, FileDescriptor> _symbols = [];
    private readonly HashSet<string> _messages = [];
    private readonly List<FieldDescriptor> _extensions = [];

    public SymbolIndex(IEnumerable<FileDescriptor> files)
    {
        foreach (var file in files)
            Add(file);
    }

    public FileDescriptor? File(string name) => _files.GetValueOrDefault(name);

    /// <summary>The file that declares a service, method, message, field, oneof, enum, enum value or extension.</summary>
    public FileDescriptor? Declaring(string symbol) => _symbols.GetValueOrDefault(symbol);

    public bool IsMessage(string name) => _messages.Contains(name);

    public IEnumerable<FieldDescriptor> ExtensionsOf(string message) =>
        _extensions.Where(extension => extension.ExtendeeType.FullName == message);

    /// <summary>A file after everything it imports, each once.</summary>
    public static IEnumerable<FileDescriptor> Closure(FileDescriptor file)
    {
        var seen = new HashSet<string>();
        return Visit(file, seen);
    }

    private static IEnumerable<FileDescriptor> Visit(FileDescriptor file, HashSet<string> seen) =>
        seen.Add(file.Name) ? file.Dependencies.SelectMany(import => Visit(import, seen)).Append(file) : [];

    private void Add(FileDescriptor file)
    {
        if (!_files.TryAdd(file.Name, file))
            return;
        foreach (var service in file.Services)
        {
            _symbols[service.FullName] = file;
            foreach (var method in service.Methods)
                _symbols[method.FullName] = file;
        }
        foreach (var message in file.MessageTypes)
            Add(message);
        foreach (var type in file.EnumTypes)
            Add(type);
        Add(file.Extensions);
        foreach (var import in file.Dependencies)
            Add(import);
    }

    private void Add(MessageDescriptor message)
    {
        _symbols[message.FullName] = message.File;
        _messages.Add(message.FullName);
        foreach (var field in message.Fields.InDeclarationOrder())
            _symbols[field.FullName] = message.File;
        foreach (var oneof in message.Oneofs)
            _symbols[oneof.FullName] = message.File;
        foreach (var nested in message.NestedTypes)
            Add(nested);
        foreach (var type in message.EnumTypes)
            Add(type);
        Add(message.Extensions);
    }

    // Values are declared beside their enum, not within it.
    private void Add(EnumDescriptor type)
    {
        _symbols[type.FullName] = type.File;
        var scope = type.FullName[..^type.Name.Length];
        foreach (var value in type.Values)
            _symbols[scope + value.Name] = type.File;
    }

    private void Add(ExtensionCollection extensions)
    {
        foreach (var extension in extensions.UnorderedExtensions)
        {
            _symbols[extension.FullName] = extension.File;
            _extensions.Add(extension);
        }
    }
}
