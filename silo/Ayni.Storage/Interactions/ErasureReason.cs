namespace Ayni.Storage.Interactions;

/// <summary>
/// Why interactions were taken out of the log, or out of its copies alone. The numbers are stored and never change
/// meaning.
/// </summary>
internal enum ErasureReason
{
    /// <summary>A shopper was erased; or it was before reasons were noted.</summary>
    Shopper = 1,

    /// <summary>They stand elsewhere: a guest's went to a shopper.</summary>
    Other = 2,

    /// <summary>They were kept as long as their type is.</summary>
    Retention = 3,

    /// <summary>Analytics are refused, by the shopper or by default: the log keeps them, its copies do not.</summary>
    Consent = 4,
}
