using Google.Protobuf.WellKnownTypes;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Gateway.Keys;

/// <summary>Times as requests carry them: a message can hold numbers that are no time.</summary>
internal static class Timestamps
{
    public static DateTimeOffset? Read(Timestamp? sent, string field)
    {
        try
        {
            return sent?.ToDateTimeOffset();
        }
        catch (InvalidOperationException)
        {
            throw Violations.One(field, "is not a time between the years 1 and 9999");
        }
    }
}
