using Xunit.Sdk;
using Xunit.v3;

// Hosts are heavy and a machine has few cores, so collections run one after another.
[assembly: Parallelization(Mode = ParallelMode.None)]
