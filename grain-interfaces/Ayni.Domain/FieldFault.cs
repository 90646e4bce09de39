namespace Ayni.Domain;

/// <summary>In what way a field is wrong.</summary>
public enum FieldFault
{
    /// <summary>It must be there and is not.</summary>
    Missing = 1,

    /// <summary>It has more characters than are kept.</summary>
    TooLong,

    /// <summary>It is no text of the kind asked for, or one that no store keeps.</summary>
    BadText,

    /// <summary>It is no member of its kind, no number, or out of its range.</summary>
    OutOfRange,
}
