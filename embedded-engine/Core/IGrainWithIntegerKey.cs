namespace Orleans;

/// <summary>A grain whose key is a long.</summary>
public interface IGrainWithIntegerKey : IGrain;
