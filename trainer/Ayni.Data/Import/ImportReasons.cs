namespace Ayni.Data.Import;

/// <summary>Names that refused rows are counted under, beside those of the mapping's own rules.</summary>
public static class ImportReasons
{
    /// <summary>Nothing on the line.</summary>
    public const string Blank = "blank_line";

    /// <summary>Not as many fields as the header, a stray quote, or no JSON object.</summary>
    public const string Malformed = "malformed";

    /// <summary>Takes back an earlier purchase.</summary>
    public const string Cancellation = "cancellation";

    /// <summary>A purchase that later cancellations took back completely.</summary>
    public const string CancelledLater = "cancelled_later";

    /// <summary>No user.</summary>
    public const string NoUser = "no_user";

    /// <summary>No product.</summary>
    public const string NoProduct = "no_product";

    /// <summary>An id, or a search text, is longer than the log accepts.</summary>
    public const string TooLong = "too_long";

    /// <summary>A text holds U+0000 or half of a surrogate pair, which no store keeps.</summary>
    public const string BadText = "bad_text";

    /// <summary>The type is none of those known.</summary>
    public const string UnknownType = "unknown_type";

    /// <summary>The time cannot be read.</summary>
    public const string BadTime = "bad_time";

    /// <summary>A field that must be a number is none.</summary>
    public const string NotANumber = "not_a_number";

    /// <summary>A rating outside 1 to 5, or a negative duration, price or stock.</summary>
    public const string OutOfRange = "out_of_range";
}
