namespace Ayni.Preprocessing.Declarations;

/// <summary>What is put where a value is missing.</summary>
public enum ImputeKind
{
    /// <summary>The mean of the train part.</summary>
    Mean = 1,

    /// <summary>The median of the train part.</summary>
    Median = 2,

    /// <summary>A value that is given.</summary>
    Constant = 3,

    /// <summary>The mean of the nearest rows of the train part.</summary>
    KNearest = 4,

    /// <summary>What the dictionary says stands for it; the median where nothing does.</summary>
    Default = 5,
}
