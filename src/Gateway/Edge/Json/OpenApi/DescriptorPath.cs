using Google.Protobuf.Reflection;

namespace GroupChat.Gateway.Edge.Json.OpenApi;

/// <summary>Full names of what the locations in a file's source info point at: pairs of a field number and an index, inwards.</summary>
internal static class DescriptorPath
{
    /// <summary>Null for what has no name of its own, such as an option.</summary>
    public static string? NameOf(FileDescriptorProto file, IReadOnlyList<int> path)
    {
        if (path.Count < 2 || path.Count % 2 != 0)
            return null;
        var name = path[0] switch
        {
            FileDescriptorProto.MessageTypeFieldNumber => Message(file.MessageType[path[1]], path, 2),
            FileDescriptorProto.EnumTypeFieldNumber => Enumeration(file.EnumType[path[1]], path, 2),
            FileDescriptorProto.ServiceFieldNumber => Service(file.Service[path[1]], path, 2),
            _ => null,
        };
        return name is null ? null : $"{file.Package}.{name}";
    }

    private static string? Message(DescriptorProto message, IReadOnlyList<int> path, int at)
    {
        if (path.Count == at)
            return message.Name;
        var inner = path[at] switch
        {
            DescriptorProto.FieldFieldNumber when path.Count == at + 2 => message.Field[path[at + 1]].Name,
            DescriptorProto.NestedTypeFieldNumber => Message(message.NestedType[path[at + 1]], path, at + 2),
            DescriptorProto.EnumTypeFieldNumber => Enumeration(message.EnumType[path[at + 1]], path, at + 2),
            _ => null,
        };
        return inner is null ? null : $"{message.Name}.{inner}";
    }

    private static string? Enumeration(EnumDescriptorProto type, IReadOnlyList<int> path, int at) =>
        path.Count == at ? type.Name
        : path[at] == EnumDescriptorProto.ValueFieldNumber && path.Count == at + 2 ? $"{type.Name}.{type.Value[path[at + 1]].Name}"
        : null;

    private static string? Service(ServiceDescriptorProto service, IReadOnlyList<int> path, int at) =>
        path.Count == at ? service.Name
        : path[at] == ServiceDescriptorProto.MethodFieldNumber && path.Count == at + 2
            ? $"{service.Name}.{service.Method[path[at + 1]].Name}"
        : null;
}
