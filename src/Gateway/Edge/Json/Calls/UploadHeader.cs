using System.Text;
using System.Text.Unicode;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using GroupChat.Gateway.Edge.Json.Binding;
using GroupChat.Gateway.Edge.Json.Routes;
using GroupChat.Gateway.Edge.Json.Templates;
using GroupChat.ServiceDefaults.Errors;
using Microsoft.AspNetCore.WebUtilities;

namespace GroupChat.Gateway.Edge.Json.Calls;

/// <summary>The first frame of an upload, from path, query and the fields of the form; the file's own name and type fill gaps.</summary>
internal sealed class UploadHeader(RouteMatch<JsonRoute> match, string query)
{
    private const int MaxFieldBytes = 16 * 1024;
    private const int MaxFields = 64;
    private readonly List<(string? Name, string? Value)> _fields = [];

    /// <exception cref="DomainError">The field is no text, or there are too many.</exception>
    public async Task AddAsync(MultipartSection section, CancellationToken cancellationToken)
    {
        if (section.AsFormDataSection()?.Name is not { Length: > 0 } name)
            throw JsonErrors.BrokenForm();
        var bytes = new byte[MaxFieldBytes + 1];
        var length = await section.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        if (length > MaxFieldBytes || _fields.Count >= MaxFields)
            throw Violations.One(name, $"must be one of at most {MaxFields} fields of at most {MaxFieldBytes} bytes");
        if (!Utf8.IsValid(bytes.AsSpan(0, length)))
            throw Violations.One(name, "must be UTF-8");
        _fields.Add((name, Encoding.UTF8.GetString(bytes, 0, length)));
    }

    /// <summary>The frame's bytes.</summary>
    /// <exception cref="DomainError">Names every field that is wrong.</exception>
    public byte[] Build(FileMultipartSection file)
    {
        var mistakes = new Mistakes();
        var frame = WellKnown.New(match.Route!.Method.InputType);
        var header = match.Route.Upload!.Header;
        var message = WellKnown.New(header.MessageType);
        header.Accessor.SetValue(frame, message);
        var parameters = QueryText.Parse(query).Concat(_fields).Select(field => (Inside(header, field.Name), field.Value)).ToList();
        var ignoreUnknown = SystemParameters.IgnoreUnknown(parameters, mistakes);
        new QueryBinder(match.Route with { TakesBody = false }, mistakes, ignoreUnknown).Fill(frame, parameters);
        RequestBinder.FillPath(match, frame, mistakes);
        mistakes.ThrowIfAny();
        FillGap(message, "file_name", file.FileName);
        FillGap(message, "media_type", file.Section.ContentType?.Split(';')[0]);
        return frame.ToByteArray();
    }

    /// <summary>A frame of the file's bytes.</summary>
    public static byte[] Data(JsonRoute route, ReadOnlySpan<byte> piece)
    {
        var frame = WellKnown.New(route.Method.InputType);
        var data = WellKnown.New(route.Upload!.Data.MessageType);
        route.Upload.Bytes.Accessor.SetValue(data, ByteString.CopyFrom(piece));
        route.Upload.Data.Accessor.SetValue(frame, data);
        return frame.ToByteArray();
    }

    private static string? Inside(FieldDescriptor header, string? name) =>
        name is null || name.StartsWith('$') ? name : $"{header.Name}.{name}";

    private static void FillGap(IMessage header, string name, string? value)
    {
        if (header.Descriptor.FindFieldByName(name) is { FieldType: FieldType.String } field && field.Accessor.GetValue(header) is "")
            field.Accessor.SetValue(header, value ?? "");
    }
}
