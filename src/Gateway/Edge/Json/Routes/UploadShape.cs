using Google.Protobuf.Reflection;

namespace GroupChat.Gateway.Edge.Json.Routes;

/// <summary>
/// A client stream that carries a file: frames of one oneof, first a header with fields about the file, then data, a message with
/// nothing but bytes. That is what a form with a file can say.
/// </summary>
internal sealed record UploadShape(FieldDescriptor Header, FieldDescriptor Data, FieldDescriptor Bytes)
{
    public static UploadShape? Of(MessageDescriptor request)
    {
        if (request.Oneofs is not [{ Fields: [{ FieldType: FieldType.Message } first, { FieldType: FieldType.Message } second] }]
            || request.Fields.InDeclarationOrder().Count != 2)
            return null;
        return BytesOf(second) is { } bytes ? new(first, second, bytes)
            : BytesOf(first) is { } swapped ? new(second, first, swapped)
            : null;
    }

    private static FieldDescriptor? BytesOf(FieldDescriptor frame) =>
        frame.MessageType.Fields.InDeclarationOrder() is [{ FieldType: FieldType.Bytes, IsRepeated: false } only] ? only : null;
}
