using Ayni.Domain;

namespace Ayni.Data.Import;

/// <summary>Why a row is refused.</summary>
internal readonly record struct Refusal(string Reason, string? Column = null, string? Value = null)
{
    /// <summary>The name that rows with this fault are counted under.</summary>
    public static string ReasonOf(FieldFault fault) => fault switch
    {
        FieldFault.TooLong => ImportReasons.TooLong,
        FieldFault.OutOfRange => ImportReasons.OutOfRange,
        _ => ImportReasons.BadText,
    };
}
