namespace Ayni.Grains.Following;

/// <summary>By which of an interaction's ids a reader is keyed.</summary>
public enum ReaderKind
{
    /// <summary>User id.</summary>
    User = 1,

    /// <summary>Product id.</summary>
    Product = 2,
}
