namespace GroupChat.Chaos.Tests.Answers;

/// <summary>What may be wrong with what a viewer was sent of an answer.</summary>
internal enum AnswerFault
{
    /// <summary>Text came for a place that had its text.</summary>
    Repeated,

    /// <summary>Text is missing before what came.</summary>
    Lost,

    /// <summary>Text that others, or the model, did not say at this place.</summary>
    OtherText,

    /// <summary>Text of an answer that has ended.</summary>
    AfterTheEnd,

    /// <summary>An answer has begun and not ended.</summary>
    NoEnd,

    /// <summary>Two ends, or an end that others did not see.</summary>
    OtherEnd,

    /// <summary>An event is missing or came twice.</summary>
    OtherEvents,
}
