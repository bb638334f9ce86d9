using Google.Protobuf.Reflection;
using GroupChat.Contracts.Chat.V1;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace GroupChat.Gateway.Edge.Json;

/// <summary>The whole contract as the generated code has it: every service, and every message an <c>Any</c> may hold.</summary>
internal static class JsonTypes
{
    /// <summary>Every file of the contract, by name.</summary>
    public static IReadOnlyList<FileDescriptor> Files { get; } =
    [
        .. typeof(ChatServiceReflection).Assembly.GetTypes()
            .Where(type => type.IsAbstract && type.IsSealed && type.Name.EndsWith("Reflection", StringComparison.Ordinal))
            .Select(type => type.GetProperty("Descriptor", typeof(FileDescriptor))?.GetValue(null))
            .OfType<FileDescriptor>()
            .OrderBy(file => file.Name, StringComparer.Ordinal),
    ];

    /// <summary>For details of errors, and other messages in an <c>Any</c>.</summary>
    public static TypeRegistry Registry { get; } = TypeRegistry.FromFiles(Files);

    /// <summary>Every service of the contract, by full name; whether one is served here turns out when it is called.</summary>
    public static IEnumerable<ServiceDescriptor> Services => Files.SelectMany(file => file.Services);
}
