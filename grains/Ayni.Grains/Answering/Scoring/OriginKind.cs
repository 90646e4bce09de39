namespace Ayni.Grains.Answering;

/// <summary>In which way a product led to another.</summary>
internal enum OriginKind
{
    /// <summary>The shopper met it.</summary>
    History,

    /// <summary>It is bought together with it.</summary>
    Together,

    /// <summary>It is like it.</summary>
    Similar,

    /// <summary>Its text is like that of something the shopper met.</summary>
    Content,
}
