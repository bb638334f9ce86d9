namespace GroupChat.Agents.Language.Rules;

/// <summary>Numbered as in the contract.</summary>
internal enum EntityType
{
    Email = 1,
    Url,
    Phone,
    Date,
    Time,
    Money,
    Percent,
    Mention,
    Hashtag,
    Iban,
    PaymentCard,
    IpAddress,
    Person,
    Organization,
    Place,
}
