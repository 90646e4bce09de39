namespace Ayni.Domain.Catalog;

/// <summary>What an attribute's value is.</summary>
public enum AttributeKind
{
    /// <summary>A text.</summary>
    Text = 1,

    /// <summary>A finite number.</summary>
    Number = 2,

    /// <summary>True or false.</summary>
    Flag = 3,

    /// <summary>A moment; a day stands for its first moment in UTC.</summary>
    Date = 4,

    /// <summary>Some texts.</summary>
    List = 5,
}
