namespace Ayni.Data.Import;

/// <summary>Names that refused rows are counted under, beside those of the mapping's own rules.</summary>
public static class ImportReasons
{
    /// <summary>Nothing on the line.</summary>
    public const string Blank = "blank_line";

    /// <summary>Not as many fields as the header, a stray quote, or no JSON object.</summary>
    public const string Malformed = "malformed";

    /// <summary>Bytes that are no text in the file's encoding.</summary>
    public const string BadEncoding = "bad_encoding";

    /// <summary>Takes back an earlier purchase.</summary>
    public const string Cancellation = "cancellation";

    /// <summary>A purchase that later cancellations took back completely.</summary>
    public const string CancelledLater = "cancelled_later";

    /// <summary>No user.</summary>
    public const string NoUser = "no_user";

    /// <summary>No product.</summary>
    public const string NoProduct = "no_product";

    /// <summary>The id is one of those that were said to be no products.</summary>
    public const string NotAProduct = "not_a_product";

    /// <summary>An id or another text is longer than is kept.</summary>
    public const string TooLong = "too_long";

    /// <summary>
    /// An id is none (<c>.</c>, <c>..</c>, control characters), or a text holds U+0000 or half of a surrogate pair.
    /// </summary>
    public const string BadText = "bad_text";

    /// <summary>The type is none of those known.</summary>
    public const string UnknownType = "unknown_type";

    /// <summary>The time cannot be read, or has not come yet.</summary>
    public const string BadTime = "bad_time";

    /// <summary>A field that must be a number is none.</summary>
    public const string NotANumber = "not_a_number";

    /// <summary>A price without a currency.</summary>
    public const string NoCurrency = "no_currency";

    /// <summary>A rating, quantity, duration, price or stock out of its range.</summary>
    public const string OutOfRange = "out_of_range";
}
