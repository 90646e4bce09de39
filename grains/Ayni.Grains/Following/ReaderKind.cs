namespace Ayni.Grains.Following;

/// <summary>What a grain follows.</summary>
public enum ReaderKind
{
    /// <summary>The log, by user id.</summary>
    User = 1,

    /// <summary>The log, by product id.</summary>
    Product = 2,

    /// <summary>The catalogue, by product id.</summary>
    Entry = 3,
}
