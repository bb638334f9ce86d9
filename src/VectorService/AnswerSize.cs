using Google.Protobuf;
using GroupChat.ServiceDefaults.Grpc;

namespace GroupChat.Vectors;

/// <summary>Points may be large and many: an answer that no message holds is refused with a reason, before the transport refuses it without.</summary>
internal static class AnswerSize
{
    /// <exception cref="ServiceDefaults.Errors.DomainError">ANSWER_TOO_LARGE.</exception>
    public static T Fitting<T>(this T answer)
        where T : IMessage
    {
        var bytes = answer.CalculateSize();
        return bytes <= GrpcDefaults.MaxMessageBytes ? answer : throw VectorErrors.AnswerTooLarge(bytes, GrpcDefaults.MaxMessageBytes);
    }
}
