package io.clusterjar.junit5;

import java.util.List;

/**
 * What client is wanted.
 *
 * @param type the parameter's
 * @param cluster whether it talks to a cluster
 * @param addresses where it may begin, as {@code host:port}; the only place of a standalone client is the first
 * @param password empty when none is needed
 */
record ClientRequest(Class<?> type, boolean cluster, List<String> addresses, String password) {
    String firstHost() {
        return hostOf(addresses.get(0));
    }

    int firstPort() {
        return portOf(addresses.get(0));
    }

    static String hostOf(String address) {
        return address.substring(0, address.lastIndexOf(':'));
    }

    static int portOf(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }
}
